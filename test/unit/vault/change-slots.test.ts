/** Ways to open: added, renamed, withdrawn, replaced; and the header's two copies. */
import { describe, expect, it } from 'vitest';
import { headerCopyBytes, headerCopyOffsets } from '../../../electron/vault/file-layout.ts';
import type { NewSlot } from '../../../electron/vault/vault-types.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { bothSlot, credential, failureOf, keySlot, login, makeVaultIn, openAgain, passphrase, passphraseSlot, passwordOf, prfOutput, touchOutput, recoveryCode, recoverySlot } from '../../support/sample-vault.ts';
import { frameSpans } from '../../support/vault-bytes.ts';

const hardwareKey = { credentialId: credential.credentialId, prfOutput };

describe('ways to open', () => {
  it('are added by touching the header only', async () => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file);
    const item = await session.create(login('A', 'a'));
    const before = file.bytes();
    const info = await session.addSlot(recoverySlot);
    expect(info).toMatchObject({ kind: 'recovery', name: 'Kit', kdf: null });
    const logStart = frameSpans(before)[0]?.start ?? 0;
    expect(file.bytes().subarray(logStart).equals(before.subarray(logStart))).toBe(true);
    const opened = await openAgain(makeMemoryVaultFile(file.durable()), { presented: { recoveryCode } });
    expect(await passwordOf(opened, item.id)).toBe('a');
    expect(opened.openedWith()).toBe(info.slotId);
    expect(opened.notices).toEqual([]);
  });

  it('are renamed without any secret, and a key is not enrolled twice', async () => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file, [passphraseSlot, keySlot]);
    const [slot] = session.slots();
    await session.renameSlot(slot?.slotId ?? '', 'At home');
    expect(session.slots()[0]?.name).toBe('At home');
    expect((await openAgain(makeMemoryVaultFile(file.durable()))).slots()[0]?.name).toBe('At home');
    expect(await failureOf(session.addSlot(bothSlot))).toBe('key.already-enrolled');
    expect(await failureOf(session.renameSlot('x', 'y'))).toBe('slot.not-found');
  });

  it('are withdrawn for good: the new file does not open with them, the others still do, and the vault key is another', async () => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file, [passphraseSlot, keySlot, recoverySlot]);
    const item = await session.create(login('A', 'one'));
    await session.update(item.id, item.versionId, login('A', 'two'));
    const old = file.durable();
    const oldHead = session.seenHead();
    const keySlotId = session.slots()[1]?.slotId ?? '';
    await session.removeSlot(keySlotId);
    expect(session.seenHead()).toMatchObject({ epoch: oldHead.epoch + 1, generation: oldHead.generation + 1 });
    await session.create(login('B', 'b'));
    const now = file.durable();
    expect(await failureOf(openAgain(makeMemoryVaultFile(now), { presented: { hardwareKey } }))).toBe('key.none-enrolled');
    for (const presented of [{ passphrase }, { recoveryCode }]) {
      const opened = await openAgain(makeMemoryVaultFile(now), { presented });
      expect([...opened.overviews()].map((overview) => overview.title)).toEqual(['A', 'B']);
      expect(await passwordOf(opened, item.id)).toBe('two');
      expect(await passwordOf(opened, item.id, item.versionId)).toBe('one');
      await opened.verify();
    }
    // Whoever kept the old copy and the key opens the old copy, and nothing newer: old frames do not pass in the new file.
    await openAgain(makeMemoryVaultFile(old), { presented: { hardwareKey } });
    const headerEnd = headerCopyOffsets[1] + headerCopyBytes;
    const mixed = Buffer.concat([old.subarray(0, headerEnd), now.subarray(headerEnd)]);
    expect(await failureOf(openAgain(makeMemoryVaultFile(mixed), { presented: { hardwareKey } }))).toBe('vault.damaged');
    expect(await failureOf(openAgain(makeMemoryVaultFile(old), { seen: session.seenHead() }))).toBe('vault.rolled-back');
  });

  it('are replaced in one step, by another kind too; the last one cannot be withdrawn', async () => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file);
    const [slot] = session.slots();
    expect(await failureOf(session.removeSlot(slot?.slotId ?? ''))).toBe('slot.last');
    const info = await session.replaceSlot(slot?.slotId ?? '', bothSlot);
    expect(session.slots().map(({ slotId }) => slotId)).toEqual([info.slotId]);
    expect(await failureOf(openAgain(makeMemoryVaultFile(file.durable())))).toBe('unlock.no-slot');
    const opened = await openAgain(makeMemoryVaultFile(file.durable()), { presented: { passphrase, hardwareKey } });
    // The same key again, now without the passphrase.
    await opened.replaceSlot(info.slotId, keySlot);
    expect(await opened.prove({ hardwareKey })).toBe(true);
    expect(await opened.prove({ passphrase })).toBe(false);
  });

  it('keep one that is no recovery kit, however many kits there are', async () => {
    const session = await makeVaultIn(makeMemoryVaultFile(), [passphraseSlot, recoverySlot, { ...recoverySlot, name: 'Second kit' }]);
    const [passphraseId, kitId] = session.slots().map(({ slotId }) => slotId);
    expect(await failureOf(session.removeSlot(passphraseId ?? ''))).toBe('slot.last');
    await session.removeSlot(kitId ?? '');
    await session.addSlot(keySlot);
    await session.removeSlot(passphraseId ?? '');
    expect(session.slots().map(({ kind }) => kind)).toEqual(['recovery', 'key']);
  });

  it('are sixteen at most', async () => {
    const session = await makeVaultIn(makeMemoryVaultFile());
    for (let index = 1; index < 16; index += 1) {
      const credentialId = Buffer.alloc(1023, index).toString('base64url').slice(0, 400);
      const slot: NewSlot = { kind: 'key', name: 'Key', prfOutput, touchOutput, credential: { ...credential, credentialId } };
      await session.addSlot(slot);
    }
    expect(await failureOf(session.addSlot(recoverySlot))).toBe('slot.full');
    expect(session.slots()).toHaveLength(16);
  });

  it('stay as they were where the new file cannot be written or the work is cancelled', async () => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file, [passphraseSlot, recoverySlot]);
    const item = await session.create(login('A', 'a'));
    const before = file.durable();
    const slotId = session.slots()[1]?.slotId ?? '';
    file.failNext('replace', 'disk.full');
    expect(await failureOf(session.removeSlot(slotId))).toBe('disk.full');
    const abort = new AbortController();
    abort.abort();
    expect(await failureOf(session.removeSlot(slotId, { signal: abort.signal }))).toBe('cancelled');
    expect(file.bytes().equals(before)).toBe(true);
    expect(session.slots()).toHaveLength(2);
    expect(await passwordOf(session, item.id)).toBe('a');
    await session.create(login('B', 'b'));
    await (await openAgain(makeMemoryVaultFile(file.durable()), { presented: { recoveryCode } })).verify();
  });
});

describe('the two copies of the header', () => {
  it('serve each for the other, and the bad one is written anew with the next change', async () => {
    const made = makeMemoryVaultFile();
    const session = await makeVaultIn(made);
    await session.create(login('A', 'a'));
    for (const offset of headerCopyOffsets) {
      const bytes = made.durable();
      bytes.fill(0x55, offset + 100, offset + 9_000);
      const file = makeMemoryVaultFile(bytes);
      const opened = await openAgain(file);
      expect(opened.notices).toEqual([{ kind: 'header-copy-repaired' }]);
      await opened.create(login('B', 'b'));
      const again = await openAgain(makeMemoryVaultFile(file.durable()));
      expect(again.notices).toEqual([]);
      expect([...again.overviews()]).toHaveLength(2);
    }
    const neither = made.durable();
    headerCopyOffsets.forEach((offset) => neither.fill(0x55, offset, offset + 10));
    expect(await failureOf(openAgain(makeMemoryVaultFile(neither)))).toBe('vault.damaged');
  });

  it('leave one whole at every moment of a change: a crash gives the old ways to open, or the new ones', async () => {
    const make = async () => {
      const file = makeMemoryVaultFile();
      return { file, session: await makeVaultIn(file) };
    };
    for (let acts = 0; acts <= 4; acts += 1) {
      for (const tornAt of [0, 5, 600, 32_000]) {
        const { file, session } = await make();
        file.dieAfter(acts);
        const done = await session.addSlot(recoverySlot).then(() => true, () => false);
        // What was written and not synced may be there in part.
        const left = file.durable();
        const [from, to] = [headerCopyOffsets[0] + tornAt, headerCopyOffsets[1]];
        if (acts === 3) left.set(file.bytes().subarray(from, to), from);
        const opened = await openAgain(makeMemoryVaultFile(left));
        expect(opened.slots().length).toBeGreaterThanOrEqual(done ? 2 : 1);
        expect(done).toBe(acts >= 2);
        await opened.verify();
      }
    }
  });

  it('are put back where a change of the header fails half-way', async () => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file);
    file.failNext('write', 'disk.failed', 20_000);
    expect(await failureOf(session.addSlot(recoverySlot))).toBe('disk.failed');
    expect(session.slots()).toHaveLength(1);
    expect((await openAgain(makeMemoryVaultFile(file.durable()))).notices).toEqual([]);
    await session.addSlot(recoverySlot);
    expect((await openAgain(makeMemoryVaultFile(file.durable()), { presented: { recoveryCode } })).slots()).toHaveLength(2);
  });
});
