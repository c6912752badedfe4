/**
 * A plain model of a vault, and random stories told to both: what the model says must be what the vault shows. Used by the property
 * tests of the vault.
 */
import fc from 'fast-check';
import { assertNever } from '../../shared/failure.ts';
import type { VaultSession } from '../../electron/vault/vault-types.ts';
import { login, passwordOf, recoverySlot } from '../support/sample-vault.ts';
import type { SetClock } from '../support/sample-vault.ts';

export type Step =
  | { readonly act: 'create' | 'createMany'; readonly word: string }
  | { readonly act: 'update'; readonly item: number; readonly word: string }
  | { readonly act: 'mark' | 'remove' | 'recover' | 'purge'; readonly item: number }
  | { readonly act: 'restore'; readonly item: number; readonly version: number }
  | { readonly act: 'settings'; readonly word: string }
  | { readonly act: 'compact' | 'addSlot' | 'removeSlot' | 'expire' };

const word = fc.string({ minLength: 1, maxLength: 12, unit: 'binary' });
const nat = fc.nat({ max: 30 });

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constantFrom('create', 'createMany'), word }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('update'), item: nat, word }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constantFrom('mark', 'remove', 'recover', 'purge'), item: nat }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('restore'), item: nat, version: nat }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('settings'), word }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('compact', 'addSlot', 'removeSlot', 'expire') }) },
);

type ModelVersion = { readonly versionId: string; readonly title: string; readonly password: string; readonly favourite: boolean };
type ModelItem = { readonly versions: readonly ModelVersion[]; readonly deleted: boolean; readonly purgeAt: number };

/** Never changed: each step gives a new one. */
export type Model = { readonly name: string; readonly slots: number; readonly items: ReadonlyMap<string, ModelItem> };

export const emptyModel: Model = { name: 'Test', slots: 1, items: new Map() };

const day = 86_400_000;

function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)];
}

function withItem(model: Model, itemId: string, item: ModelItem | null): Model {
  const items = new Map(model.items);
  if (item) {
    items.set(itemId, item);
  } else {
    items.delete(itemId);
  }
  return { ...model, items };
}

/** A whole story, from `model` on. */
export async function takeAll(session: VaultSession, model: Model, steps: readonly Step[], clock: SetClock): Promise<Model> {
  let now = model;
  for (const step of steps) {
    now = await take(session, now, step, clock);
  }
  return now;
}

/** Does one step to the vault and says what must now be so. Throws what the vault throws. */
export async function take(session: VaultSession, model: Model, step: Step, clock: SetClock): Promise<Model> {
  clock.advance(1_000);
  const entries = [...model.items];
  const [itemId, item] = 'item' in step ? (pick(entries, step.item) ?? []) : [];
  const last = item?.versions.at(-1);
  switch (step.act) {
    case 'create':
    case 'createMany': {
      const contents = (step.act === 'create' ? [step.word] : [step.word, `${step.word}2`, 'third']).map((text) => ({ content: login(text, `secret ${text}`) }));
      const made = await session.createMany(contents, { change: 'import' });
      return made.reduce(
        (now, { id, versionId, title }) =>
          withItem(now, id, { versions: [{ versionId, title, password: `secret ${title}`, favourite: false }], deleted: false, purgeAt: 0 }),
        model,
      );
    }
    case 'update': {
      if (!itemId || !item || !last || item.deleted) return model;
      const { versionId } = await session.update(itemId, last.versionId, login(step.word, `new ${step.word}`));
      const version = { versionId, title: step.word, password: `new ${step.word}`, favourite: false };
      return withItem(model, itemId, { ...item, versions: [...item.versions, version] });
    }
    case 'mark': {
      if (!itemId || !item || !last || item.deleted) return model;
      const { versionId } = await session.mark(itemId, { favourite: !last.favourite });
      return withItem(model, itemId, { ...item, versions: [...item.versions, { ...last, versionId, favourite: !last.favourite }] });
    }
    case 'restore': {
      const from = item && pick(item.versions, step.version);
      if (!itemId || !item || !from) return model;
      const { versionId } = await session.restore(itemId, from.versionId);
      return withItem(model, itemId, { ...item, deleted: false, versions: [...item.versions, { ...from, versionId }] });
    }
    case 'remove':
    case 'recover': {
      if (!itemId || !item || !last || item.deleted === (step.act === 'remove')) return model;
      const deleted = step.act === 'remove';
      await (deleted ? session.remove([itemId]) : session.recover([itemId]));
      const { versionId } = session.overview(itemId);
      return withItem(model, itemId, { deleted, purgeAt: clock.now() + 90 * day, versions: [...item.versions, { ...last, versionId }] });
    }
    case 'purge':
      if (!itemId || !item?.deleted) return model;
      await session.purge([itemId]);
      return withItem(model, itemId, null);
    case 'expire': {
      clock.advance(60 * day);
      await session.purgeExpired();
      return entries.reduce((now, [id, { deleted, purgeAt }]) => (deleted && purgeAt <= clock.now() ? withItem(now, id, null) : now), model);
    }
    case 'settings':
      await session.changeSettings({ name: step.word });
      return { ...model, name: step.word };
    case 'compact':
      await session.compact();
      return model;
    case 'addSlot':
      if (model.slots > 2) return model;
      await session.addSlot(recoverySlot);
      return { ...model, slots: model.slots + 1 };
    case 'removeSlot': {
      const slot = session.slots()[1];
      if (!slot) return model;
      await session.removeSlot(slot.slotId);
      return { ...model, slots: model.slots - 1 };
    }
    default:
      return assertNever(step);
  }
}

/** What the vault shows, in the model's words. */
export async function seenIn(session: VaultSession): Promise<Model> {
  const items = new Map<string, ModelItem>();
  for (const overview of [...session.overviews()]) {
    const versions: ModelVersion[] = [];
    for (const { versionId } of session.history(overview.id).toReversed()) {
      const { title, favourite } = await session.versionOverview(overview.id, versionId);
      versions.push({ versionId, title, favourite, password: (await passwordOf(session, overview.id, versionId)) ?? '' });
    }
    items.set(overview.id, { versions, deleted: overview.deletedAt !== null, purgeAt: 0 });
  }
  return { name: session.settings().name, slots: session.slots().length, items };
}

/** Comparable text of a model. */
export function told({ name, slots, items }: Model): string {
  const lines = [...items].map(([id, { versions, deleted }]) => JSON.stringify([id, deleted, versions.map((v) => [v.versionId, v.title, v.password, v.favourite])]));
  return [JSON.stringify([name, slots]), ...lines.sort()].join('\n');
}
