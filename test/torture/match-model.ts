/**
 * Which of the models that a crash allows is the one a vault shows: all that was acknowledged, and of what was begun and not
 * acknowledged each act whole or not at all. Compares what lies in memory; contents are `look-closely.ts`.
 */
import type { VaultSession } from '../../electron/vault/vault-types.ts';
import { slotNameOf } from './torture-content.ts';
import { applyAct } from './torture-model.ts';
import type { Act, ModelItem, TortureModel } from './torture-model.ts';

type Shown = { readonly line: string; readonly ids: readonly string[] };

export type Match = { readonly model: TortureModel } | { readonly differences: readonly string[] };

export function matchModel(session: VaultSession, model: TortureModel, inDoubt: readonly Act[]): Match {
  const shown = shownBy(session);
  const head = headLine(session.settings().name, session.slots().map(({ kind, name }) => `${kind} ${name}`));
  const doubts = inDoubt.filter(({ act }) => act !== 'compact');
  let differences: readonly string[] = [];
  for (let chosen = 0; chosen < 1 << doubts.length; chosen += 1) {
    const candidate = doubts.filter((_, index) => (chosen >> index) & 1).reduce((now, act) => applyAct(now, act), model);
    const found = differencesOf(candidate, head, shown);
    if (found.length === 0) {
      return { model: withIds(candidate, shown) };
    }
    if (chosen === 0) {
      differences = found;
    }
  }
  return { differences };
}

function headLine(name: string, slots: readonly string[]): string {
  return JSON.stringify([name, ...slots]);
}

function itemLine(word: string, favourite: boolean, deleted: boolean, changes: readonly string[]): string {
  return JSON.stringify([word, favourite, deleted, ...changes]);
}

function shownBy(session: VaultSession): ReadonlyMap<string, Shown> {
  const shown = new Map<string, Shown>();
  for (const { id, collection, title, favourite, deletedAt } of [...session.overviews()]) {
    const versions = session.history(id).toReversed();
    const line = itemLine(title, favourite, deletedAt !== null, versions.map(({ change }) => change));
    const twice = shown.has(collection ?? '') ? ` twice ${id}` : '';
    shown.set(`${collection ?? ''}${twice}`, { line, ids: versions.map(({ versionId }) => versionId) });
  }
  return shown;
}

function expectedLine({ versions, deleted }: ModelItem): string {
  const last = versions.at(-1);
  return itemLine(last?.word ?? '', last?.favourite ?? false, deleted, versions.map(({ change }) => change));
}

function differencesOf(model: TortureModel, head: string, shown: ReadonlyMap<string, Shown>): readonly string[] {
  const wanted = headLine(model.name, model.slots.map((slot) => `${slot.kind} ${slotNameOf(slot)}`));
  const found = wanted === head ? [] : [`settings and slots: wanted ${wanted}, is ${head}`];
  for (const [key, item] of model.items) {
    const { line, ids } = shown.get(key) ?? { line: 'not there', ids: [] };
    if (line !== expectedLine(item)) {
      found.push(`${key}: wanted ${expectedLine(item)}, is ${line}`);
    } else if (item.versions.some(({ id }, index) => id !== null && id !== ids[index])) {
      found.push(`${key}: other versions than were acknowledged`);
    }
  }
  for (const [key, { line }] of shown) {
    if (!model.items.has(key)) {
      found.push(`${key}: wanted nothing, is ${line}`);
    }
  }
  return found;
}

/** Every version's id is known from here on, and must stay. */
function withIds(model: TortureModel, shown: ReadonlyMap<string, Shown>): TortureModel {
  const items = [...model.items].map(([key, item]): [string, ModelItem] => {
    const ids = shown.get(key)?.ids ?? [];
    return [key, { ...item, versions: item.versions.map((version, index) => ({ ...version, id: ids[index] ?? null })) }];
  });
  return { ...model, items: new Map(items) };
}
