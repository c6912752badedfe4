/**
 * Opens a vault whose writer was killed, without writing, and says what it holds: the model that goes on, or what was lost.
 * Called by `kill-writers.ts` after each kill.
 */
import { openVaultFile } from '../../electron/store/vault-file.ts';
import { openVault, readSlots } from '../../electron/vault/open-vault.ts';
import type { SeenHead, VaultSession } from '../../electron/vault/vault-types.ts';
import { makeDeps } from '../support/sample-vault.ts';
import type { Chance } from '../support/seeded-random.ts';
import { lookClosely, trySlots } from './look-closely.ts';
import { matchModel } from './match-model.ts';
import { presentedFor } from './torture-content.ts';
import { firstSlot, keysOf } from './torture-model.ts';
import type { Act, ModelSlot, TortureModel } from './torture-model.ts';

export type Expected = {
  readonly model: TortureModel;
  readonly inDoubt: readonly Act[];
  /** Acts since the vault was looked at last, acknowledged or not: what they concern is read closely. */
  readonly since: readonly Act[];
  /** What a machine that saw the last acknowledgement remembers. */
  readonly head: SeenHead | null;
};

export type Checked =
  | { readonly outcome: 'good'; readonly model: TortureModel }
  | { readonly outcome: 'lost' | 'unreadable'; readonly why: readonly string[] };

const closely = { touched: 12, others: 4 } as const;
/** Reading everything of a vault with more versions than these is left to the end of a story. */
const versionsForAll = 250;

export async function checkVault(path: string, expected: Expected, chance: Chance, everything: boolean): Promise<Checked> {
  const slots = new Map([...expected.model.slots, ...expected.since.flatMap((act) => ('slot' in act ? [act.slot] : []))].map((slot) => [slot.number, slot]));
  const opened = await openWithAny(path, slots, expected.head, chance).catch((error: unknown) => {
    return error instanceof Error ? error : new Error('unknown');
  });
  if (opened instanceof Error) {
    return { outcome: 'unreadable', why: [opened.stack ?? opened.message] };
  }
  try {
    const match = matchModel(opened, expected.model, expected.inDoubt);
    if ('differences' in match) {
      return { outcome: 'lost', why: match.differences };
    }
    const { model } = match;
    const why = [
      ...(await lookClosely(opened, model, keysToRead(model, expected.since, chance, everything))),
      ...(await trySlots(path, model, everything ? [...slots.values()] : slotsSince(expected.since, slots))),
    ];
    const versions = [...model.items.values()].reduce((sum, item) => sum + item.versions.length, 0);
    if (everything || (versions < versionsForAll && chance.oneIn(8))) {
      await opened.verify();
    }
    return why.length > 0 ? { outcome: 'lost', why } : { outcome: 'good', model };
  } catch (error) {
    return { outcome: 'unreadable', why: [error instanceof Error ? (error.stack ?? error.message) : 'unknown'] };
  } finally {
    await opened.lock();
  }
}

/** One of the ways to open that the file names, so that none of them is opened by habit alone. */
async function openWithAny(path: string, slots: ReadonlyMap<number, ModelSlot>, seen: SeenHead | null, chance: Chance): Promise<VaultSession> {
  const file = await openVaultFile(path, { readOnly: true });
  try {
    const named = (await readSlots(file)).slots.flatMap(({ name }) => slots.get(Number.parseInt(name, 10)) ?? []);
    return await openVault(makeDeps(file), presentedFor(named.length === 0 ? firstSlot : chance.pick(named)), { seen });
  } catch (error) {
    await file.close();
    throw error;
  }
}

function keysToRead(model: TortureModel, since: readonly Act[], chance: Chance, everything: boolean): ReadonlySet<string> {
  const all = [...model.items.keys()];
  const own = all.filter((key) => !key.includes('.'));
  if (everything) {
    return new Set([...own, ...all.filter((key) => key.includes('.')).slice(0, 20)]);
  }
  const touched = since.flatMap((act) => keysOf(act).slice(-3)).slice(-closely.touched);
  return new Set([...touched, ...Array.from({ length: all.length === 0 ? 0 : closely.others }, () => chance.pick(all))]);
}

/** Slots that came, went or were replaced since. */
function slotsSince(since: readonly Act[], slots: ReadonlyMap<number, ModelSlot>): readonly ModelSlot[] {
  const numbers = since.flatMap((act) => {
    const added = 'slot' in act ? [act.slot.number] : [];
    return act.act === 'removeSlot' || act.act === 'replaceSlot' ? [act.number, ...added] : added;
  });
  return [...new Set(numbers)].flatMap((number) => slots.get(number) ?? []);
}
