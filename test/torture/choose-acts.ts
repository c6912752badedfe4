/**
 * What a writer does next, by chance and by what the vault holds: one act, or a long one with short ones asked for while it is under
 * way. Acts that are under way together never concern the same item, and only one of them the slots.
 */
import type { Chance } from '../support/seeded-random.ts';
import type { Act, ModelSlot, TortureModel } from './torture-model.ts';

const mostItems = 40;
const mostImported = 6_000;
const mostSlots = 5;

export type Plan = {
  readonly first: Act;
  /** Asked for while the first is under way. */
  readonly meanwhile: readonly Act[];
  readonly calledOff: boolean;
  /** The vault is locked while the first is under way, and opened again. */
  readonly lockedMeanwhile: boolean;
};

/** Numbers that are never used twice in one vault. */
export type NewNumber = () => number;

const long: readonly Act['act'][] = ['compact', 'import', 'removeSlot', 'replaceSlot'];

export function choosePlan(model: TortureModel, chance: Chance, newNumber: NewNumber): Plan {
  const first = chooseAct(model, chance, newNumber, new Set());
  const isLong = long.includes(first.act);
  const used = new Set(keysUsed(first));
  const meanwhile: Act[] = [];
  for (let count = isLong && chance.oneIn(2) ? 1 + chance.upTo(3) : 0; count > 0; count -= 1) {
    const act = chooseAct(model, chance, newNumber, used);
    if (!long.includes(act.act) && !act.act.endsWith('Slot')) {
      meanwhile.push(act);
      keysUsed(act).forEach((key) => used.add(key));
    }
  }
  return { first, meanwhile, calledOff: isLong && chance.oneIn(4), lockedMeanwhile: isLong && meanwhile.length === 0 && chance.oneIn(10) };
}

function keysUsed(act: Act): readonly string[] {
  return 'keys' in act ? act.keys : 'key' in act ? [act.key] : [];
}

function chooseAct(model: TortureModel, chance: Chance, newNumber: NewNumber, used: ReadonlySet<string>): Act {
  const all = [...model.items].filter(([key]) => !used.has(key));
  const own = all.filter(([key]) => !key.includes('.'));
  const imported = all.filter(([key]) => key.includes('.'));
  const [live, gone] = [own.filter(([, item]) => !item.deleted), own.filter(([, item]) => item.deleted)];
  const others = model.slots.filter(({ number }) => number !== 0);
  const create = (): Act => ({ act: 'create', key: `k${newNumber()}`, word: newWord(chance, newNumber) });
  const oneOf = <T>(list: readonly T[], make: (entry: T) => Act): Act => (list.length === 0 ? create() : make(chance.pick(list)));
  const some = (list: typeof own): string[] => list.filter(() => chance.oneIn(2)).slice(0, 5).map(([key]) => key);
  const choices: readonly (readonly [number, () => Act])[] = [
    [own.length < mostItems ? 6 : 1, create],
    [5, () => oneOf(live, ([key]) => ({ act: 'update', key, word: newWord(chance, newNumber) }))],
    [4, () => oneOf(live, ([key]) => ({ act: 'mark', key }))],
    [2, () => oneOf(own, ([key, { versions }]) => ({ act: 'restore', key, version: chance.upTo(versions.length) }))],
    [own.length < mostItems ? 2 : 6, () => oneOf(live, ([key]) => ({ act: 'remove', keys: [...new Set([key, ...some(live)])] }))],
    [1, () => oneOf(gone, ([key]) => ({ act: 'recover', keys: [...new Set([key, ...some(gone)])] }))],
    [own.length < mostItems ? 2 : 6, () => oneOf(gone, ([key]) => ({ act: 'purge', keys: [...new Set([key, ...some(gone)])] }))],
    [imported.length > 0 ? 3 : 0, () => clearImported(imported)],
    [1, () => ({ act: 'settings', name: `Name ${newNumber()}` })],
    [5, () => ({ act: 'compact' })],
    [imported.length < mostImported ? 2 : 0, () => ({ act: 'import', key: `m${newNumber()}`, count: chance.pick([20, 60, 500, 2_000, 3_000]) })],
    [model.slots.length < mostSlots ? 2 : 0, () => ({ act: 'addSlot', slot: newSlot(chance, newNumber) })],
    [1, () => oneOf(model.slots, ({ number }) => ({ act: 'renameSlot', number, label: `label ${newNumber()}` }))],
    [1, () => oneOf(others, ({ number }) => ({ act: 'removeSlot', number }))],
    [1, () => oneOf(others, ({ number }) => ({ act: 'replaceSlot', number, slot: newSlot(chance, newNumber) }))],
  ];
  return chance.weighted(choices)();
}

/** All that was brought in goes again, in two steps, so that the vault stays small enough to be looked at after each kill. */
function clearImported(imported: readonly (readonly [string, { readonly deleted: boolean }])[]): Act {
  const live = imported.filter(([, item]) => !item.deleted).map(([key]) => key);
  return live.length > 0 ? { act: 'remove', keys: live } : { act: 'purge', keys: imported.map(([key]) => key) };
}

function newSlot(chance: Chance, newNumber: NewNumber): ModelSlot {
  return { number: newNumber(), kind: chance.pick(['key', 'recovery'] as const), label: 'new' };
}

/** Mostly small; now and then longer than one write, or than a details frame. */
function newWord(chance: Chance, newNumber: NewNumber): string {
  const notes = chance.weighted([
    [12, 0],
    [4, 5_000],
    [1, 300_000],
  ] as const);
  const attachment = chance.weighted([
    [60, 0],
    [12, 700],
    [3, 100_000],
    [1, 4_300_000],
  ] as const);
  return `w${newNumber()}n${notes}a${attachment}`;
}
