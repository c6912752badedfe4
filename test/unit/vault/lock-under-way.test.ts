/** A lock at every moment of every act: keys and values go at once, and the file stays whole. */
import { describe, expect, it } from 'vitest';
import { createVault } from '../../../electron/vault/create-vault.ts';
import { openVault } from '../../../electron/vault/open-vault.ts';
import type { VaultFile } from '../../../electron/vault/vault-port.ts';
import type { NewSlot, Presented, VaultSession } from '../../../electron/vault/vault-types.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { failureOf, floorCost, login, makeDeps, openAgain, passphrase, passphraseSlot, passwordOf, quickKdf, recoveryCode, recoverySlot } from '../../support/sample-vault.ts';

const newPassphrase = Buffer.from('quite another passphrase', 'utf8');
const secrets = ['one', 'two', 'three'];

/** Calls `step` before and after everything that an act waits for. */
function stepped(file: VaultFile, step: () => void): VaultFile {
  const around = async <T>(work: () => Promise<T>): Promise<T> => {
    step();
    const done = await work();
    step();
    return done;
  };
  return {
    ...file,
    size: () => around(() => file.size()),
    read: (offset, length) => around(() => file.read(offset, length)),
    write: (offset, bytes) => around(() => file.write(offset, bytes)),
    truncate: (length) => around(() => file.truncate(length)),
    sync: () => around(() => file.sync()),
    replace: (fill) => around(() => file.replace((target) => fill({ write: (bytes) => around(() => target.write(bytes)) }))),
  };
}

async function vaultWith(slots: readonly NewSlot[]) {
  const file = makeMemoryVaultFile();
  const seen = { steps: 0, lockAt: Infinity, locked: Promise.resolve() };
  let session: VaultSession | null = null;
  const step = (): void => {
    seen.steps += 1;
    if (seen.steps === seen.lockAt && session !== null) {
      seen.locked = session.lock();
    }
  };
  const kdf: typeof quickKdf = async (...given) => {
    step();
    const derived = await quickKdf(...given);
    step();
    return derived;
  };
  session = await createVault({ ...makeDeps(stepped(file, step)), kdf }, { name: 'Test', slots, cost: floorCost });
  const items = await session.createMany(secrets.map((secret) => ({ content: login(secret, secret) })), { change: 'import' });
  return { file, seen, session, items };
}

type Act = (session: VaultSession, itemIds: readonly string[]) => Promise<unknown>;

const acts: readonly (readonly [name: string, act: Act, slots: readonly NewSlot[]])[] = [
  ['saving an item', (session) => session.create(login('four', 'four')), [passphraseSlot]],
  ['saving many', (session) => session.createMany(Array.from({ length: 120 }, (_, n) => ({ content: login(`n${n}`, 'x') })), { change: 'import' }), [passphraseSlot]],
  ['marking one', (session, [id = '']) => session.mark(id, { favourite: true }), [passphraseSlot]],
  ['adding a way to open', (session) => session.addSlot(recoverySlot), [passphraseSlot]],
  ['renaming one', (session) => session.renameSlot(session.slots()[0]?.slotId ?? '', 'Other'), [passphraseSlot]],
  ['withdrawing one', (session) => session.removeSlot(session.slots()[1]?.slotId ?? ''), [passphraseSlot, recoverySlot]],
  ['replacing the only one', (session) => session.replaceSlot(session.slots()[0]?.slotId ?? '', { kind: 'passphrase', name: 'New', passphrase: newPassphrase }), [passphraseSlot]],
  ['compacting', (session) => session.compact(), [passphraseSlot]],
  ['checking', (session) => session.verify(), [passphraseSlot]],
  ['proving', (session) => session.prove({ passphrase }), [passphraseSlot]],
];

async function openWithEither(bytes: Buffer): Promise<VaultSession> {
  const ways: readonly Presented[] = [{ passphrase }, { passphrase: newPassphrase }];
  for (const presented of ways) {
    const opened = await openVault(makeDeps(makeMemoryVaultFile(bytes)), presented, { seen: null }).catch(() => null);
    if (opened !== null) {
      return opened;
    }
  }
  throw new Error('the vault does not open any more');
}

describe('a lock while something is under way', () => {
  it.each(acts)('%s: the vault opens afterwards with all it held, whole, wherever the lock came', async (_name, act, slots) => {
    let locks = 0;
    for (let at = 1; ; at += 1) {
      const { file, seen, session, items } = await vaultWith(slots);
      seen.steps = 0;
      seen.lockAt = at;
      const ids = items.map(({ id }) => id);
      const outcome = await act(session, ids).then(() => 'done', () => 'refused');
      const reached = seen.steps >= at;
      locks += reached ? 1 : 0;
      await seen.locked;
      expect(file.isClosed()).toBe(reached);
      const opened = await openWithEither(file.durable());
      expect(await Promise.all(ids.map((id) => passwordOf(opened, id)))).toEqual(secrets);
      expect(opened.notices.map(({ kind }) => kind).filter((kind) => kind !== 'torn-tail')).toEqual([]);
      await opened.verify();
      if (!reached) {
        // Past the last step: this run was never locked, so the act itself works.
        expect(outcome).toBe('done');
        break;
      }
    }
    expect(locks).toBeGreaterThan(1);
  });

  it('takes keys and values away though the disk hangs', async () => {
    const file = makeMemoryVaultFile();
    const made = await createVault(makeDeps(file), { name: 'Test', slots: [passphraseSlot, recoverySlot], cost: floorCost });
    await made.createMany(secrets.map((secret) => ({ content: login(secret, secret) })), { change: 'import' });
    await made.lock();
    let hangs = false;
    let letGo: () => void = () => undefined;
    const hanging = new Promise<void>((resolve) => (letGo = resolve));
    const inner = makeMemoryVaultFile(file.durable());
    const session = await openAgain({ ...inner, read: async (offset, length) => {
      const bytes = await inner.read(offset, length);
      await (hangs ? hanging : undefined);
      return bytes;
    } }, { presented: { recoveryCode } });
    const walk = session.overviews()[Symbol.iterator]();
    const first = walk.next();
    hangs = true;
    const reading = failureOf(session.details(first.done === true ? '' : first.value.id));
    await new Promise((resolve) => setImmediate(resolve));
    const locked = session.lock();
    // At once: nothing of the index is left to whoever was walking it, who must not take what there was for all of it.
    expect(() => walk.next()).toThrow('vault.locked');
    letGo();
    expect(await reading).toBe('vault.locked');
    await locked;
    expect(inner.isClosed()).toBe(true);
  });
});
