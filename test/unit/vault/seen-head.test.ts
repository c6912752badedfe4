/** What a machine remembers of a vault: which older or other file it notices. */
import { describe, expect, it } from 'vitest';
import type { VaultSession } from '../../../electron/vault/vault-types.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { failureOf, login, makeVaultIn, openAgain, passphraseSlot, recoveryCode, recoverySlot } from '../../support/sample-vault.ts';

describe('the seen head', () => {
  it('lets newer states pass and notices another branch of the same vault', async () => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file);
    await session.create(login('A', 'a'));
    const seen = session.seenHead();
    const fork = makeMemoryVaultFile(file.durable());
    await session.create(login('B', 'b'));
    const seenB = session.seenHead();
    const other = await openAgain(fork, { seen });
    await other.create(login('C', 'c'));
    expect((await openAgain(makeMemoryVaultFile(file.durable()), { seen })).seenHead()).toEqual(seenB);
    expect(await failureOf(openAgain(makeMemoryVaultFile(fork.durable()), { seen: seenB }))).toBe('vault.rolled-back');
  });

  it('notices a header from before the last change of slots', async () => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file);
    const before = file.durable();
    await session.addSlot(recoverySlot);
    expect(await failureOf(openAgain(makeMemoryVaultFile(before), { seen: session.seenHead() }))).toBe('vault.rolled-back');
  });

  it('tells when a newer file has another key: by a withdrawal elsewhere, or forged by whoever has an older copy and a withdrawn way', async () => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file, [passphraseSlot, recoverySlot]);
    const older = file.durable();
    const withdraw = async (from: VaultSession): Promise<void> => from.removeSlot(from.slots()[1]?.slotId ?? '');
    const elsewhere = makeMemoryVaultFile(older);
    const seenBefore = session.seenHead();
    await withdraw(await openAgain(elsewhere));
    expect((await openAgain(makeMemoryVaultFile(elsewhere.durable()), { seen: seenBefore })).notices).toEqual([{ kind: 'key-changed' }]);

    await withdraw(session);
    const seen = session.seenHead();
    const forged = makeMemoryVaultFile(older);
    const withdrawn = await openAgain(forged, { presented: { recoveryCode } });
    await withdraw(withdrawn);
    await withdrawn.compact();
    expect((await openAgain(makeMemoryVaultFile(forged.durable()), { seen })).notices).toEqual([{ kind: 'key-changed' }]);
    // A compaction alone changes no key.
    await session.compact();
    expect((await openAgain(makeMemoryVaultFile(file.durable()), { seen })).notices).toEqual([]);
  });

  it('that someone changed is not believed', async () => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file);
    await session.create(login('A', 'a'));
    const older = file.durable();
    const seenOlder = session.seenHead();
    await session.create(login('B', 'b'));
    const seen = session.seenHead();
    for (const forged of [{ ...seen, frameCount: seenOlder.frameCount, headTag: seenOlder.headTag }, { ...seenOlder, mac: seen.mac }, { ...seen, generation: 0 }, { ...seen, frameCount: -1 }, { ...seen, mac: '' }]) {
      expect(await failureOf(openAgain(makeMemoryVaultFile(older), { seen: forged }))).toBe('vault.rolled-back');
    }
    await openAgain(makeMemoryVaultFile(older), { seen: seenOlder });
  });

  it('of another vault says nothing about this one', async () => {
    const [one, two] = [makeMemoryVaultFile(), makeMemoryVaultFile()];
    const other = await makeVaultIn(one);
    await makeVaultIn(two);
    await openAgain(makeMemoryVaultFile(two.durable()), { seen: other.seenHead() });
  });
});
