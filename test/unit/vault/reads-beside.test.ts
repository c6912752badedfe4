/** Showing something waits for nobody: not for a disk that hangs, not for an import, a check or a rewrite of the file. */
import { describe, expect, it } from 'vitest';
import type { VaultFile } from '../../../electron/vault/vault-port.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { failureOf, login, makeDeps, makeVaultIn, newId, openAgain, passphrase, passwordOf, recoverySlot } from '../../support/sample-vault.ts';
import { openVault } from '../../../electron/vault/open-vault.ts';

/** A gate that a test closes and opens. */
function makeGate() {
  let open: () => void = () => undefined;
  let passing: Promise<void> = Promise.resolve();
  return {
    pass: () => passing,
    close: () => void (passing = new Promise((resolve) => (open = resolve))),
    open: () => open(),
  };
}

async function vaultOnHangingDisk() {
  const inner = makeMemoryVaultFile();
  const made = await makeVaultIn(inner);
  const meta = { id: newId(), fileName: 'a.txt', mediaType: 'text/plain', size: 3 };
  const item = await made.create(login('One', 'first'), 'create', [{ meta, content: Buffer.from('abc') }]);
  const details = await made.details(item.id);
  const now = await made.update(item.id, item.versionId, { ...login('One', 'second'), details: { ...login('One', 'second').details, attachments: details.attachments } });
  await made.lock();
  const file = makeMemoryVaultFile(inner.durable());
  const [sync, replace] = [makeGate(), makeGate()];
  const hanging: VaultFile = {
    ...file,
    sync: () => sync.pass().then(() => file.sync()),
    replace: (fill) =>
      file.replace(async (target) => {
        await fill(target);
        await replace.pass();
      }),
  };
  return { file, hanging, sync, replace, session: await openAgain(hanging), itemId: item.id, old: item.versionId, now: now.versionId, attachmentId: meta.id };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('reading', () => {
  it('waits for no write that hangs: details, older versions, attachments, history and size come at once', async () => {
    const { session, sync, itemId, old, attachmentId } = await vaultOnHangingDisk();
    sync.close();
    const writing = session.create(login('Two', 'x'));
    let isWritten = false;
    void writing.then(() => (isWritten = true));
    await settled();
    expect(await passwordOf(session, itemId)).toBe('second');
    expect(await passwordOf(session, itemId, old)).toBe('first');
    expect((await session.versionOverview(itemId, old)).versionId).toBe(old);
    expect(Buffer.from(await session.attachment(itemId, attachmentId)).toString()).toBe('abc');
    expect(session.history(itemId)).toHaveLength(2);
    expect(await session.sizeBytes()).toBeGreaterThan(65_000);
    expect(isWritten).toBe(false);
    sync.open();
    expect((await writing).title).toBe('Two');
  });

  it('is right before, while and after a new file takes the place of the old one, under the same keys and under new ones', async () => {
    for (const act of ['compact', 'replaceSlot'] as const) {
      const { session, replace, itemId, old } = await vaultOnHangingDisk();
      replace.close();
      const slotId = session.slots()[0]?.slotId ?? '';
      const rewriting = act === 'compact' ? session.compact() : session.replaceSlot(slotId, { kind: 'passphrase', name: 'New', passphrase });
      await settled();
      const reads = Array.from({ length: 20 }, (_, turn) => passwordOf(session, itemId, turn % 2 === 0 ? undefined : old));
      replace.open();
      const after = Array.from({ length: 20 }, (_, turn) => passwordOf(session, itemId, turn % 2 === 0 ? undefined : old));
      const expected = Array.from({ length: 20 }, (_, turn) => (turn % 2 === 0 ? 'second' : 'first'));
      expect(await Promise.all(reads)).toEqual(expected);
      expect(await Promise.all(after)).toEqual(expected);
      await rewriting;
      expect(await passwordOf(session, itemId, old)).toBe('first');
    }
  });

  it('that looked at the wrong file of the two is done again', async () => {
    const { file, itemId, old } = await vaultOnHangingDisk();
    // The disk shows the new file before the vault hears of it.
    const gate = makeGate();
    const late: VaultFile = {
      ...file,
      async replace(fill) {
        await file.replace(fill);
        await gate.pass();
      },
    };
    const session = await openVault(makeDeps(late), { passphrase }, { seen: null });
    gate.close();
    const rewriting = session.compact();
    await settled();
    const reading = Promise.all([passwordOf(session, itemId), passwordOf(session, itemId, old)]);
    await settled();
    gate.open();
    expect(await reading).toEqual(['second', 'first']);
    await rewriting;
  });

  it('still says what is damaged, and what is not there', async () => {
    const { session, itemId } = await vaultOnHangingDisk();
    expect(await failureOf(session.details(newId()))).toBe('item.not-found');
    expect(await failureOf(session.details(itemId, newId()))).toBe('item.version-not-found');
    expect(await failureOf(session.attachment(itemId, newId()))).toBe('attachment.not-found');
  });
});

describe('a way to open that is added while the file is compacted', () => {
  it('waits for the new file and stands in it', async () => {
    const { file, session, replace } = await vaultOnHangingDisk();
    replace.close();
    const compacting = session.compact();
    await settled();
    const adding = session.addSlot(recoverySlot);
    await settled();
    expect(session.slots()).toHaveLength(1);
    replace.open();
    await Promise.all([compacting, adding]);
    const opened = await openAgain(makeMemoryVaultFile(file.durable()), { presented: { recoveryCode: Buffer.alloc(20, 7) } });
    expect(opened.slots()).toHaveLength(2);
    await opened.verify();
  });
});
