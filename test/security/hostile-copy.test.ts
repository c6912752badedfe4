/**
 * A copy made by somebody who once had a way to open the vault, and so still has its old key: it opens with what it opened with then. Merging
 * takes in what it says; it must not be able to leave a vault behind that cannot be read, checked, given a new key or held by the disk.
 */
import { describe, expect, it } from 'vitest';
import { appendTransaction } from '../../electron/vault/append-transaction.ts';
import type { Draft } from '../../electron/vault/append-transaction.ts';
import { encodeDetails, sealBlob } from '../../electron/vault/details-blob.ts';
import { readHeaderPair } from '../../electron/vault/header-pair.ts';
import { loadVault } from '../../electron/vault/load-vault.ts';
import { openSlots } from '../../electron/vault/slots/open-slots.ts';
import { deriveVaultKeys } from '../../electron/vault/vault-keys.ts';
import type { VaultState } from '../../electron/vault/vault-state.ts';
import type { VaultSession } from '../../electron/vault/vault-types.ts';
import type { BlobPlace, VersionRow } from '../../electron/vault/version-row.ts';
import { idToBytes } from '../../shared/ids.ts';
import type { Overview } from '../../shared/item.ts';
import { makeMemoryVaultFile } from '../support/memory-vault-file.ts';
import type { MemoryVaultFile } from '../support/memory-vault-file.ts';
import { failureOf, login, makeDeps, makeVaultIn, newId, openAgain, passphraseSlot, passwordOf, quickKdf, recoveryCode, recoverySlot } from '../support/sample-vault.ts';

const latestInstant = 8_640_000_000_000_000;

type Victim = { readonly file: MemoryVaultFile; readonly session: VaultSession; readonly item: Overview; readonly attachmentId: string };

/** A vault of one item with a file, whose recovery kit was withdrawn; and the copy from before, as whoever has the kit can write to it. */
async function withdrawnKit(): Promise<{ readonly here: Victim; readonly forge: (write: (state: VaultState) => Promise<void>) => Promise<MemoryVaultFile> }> {
  const file = makeMemoryVaultFile();
  const session = await makeVaultIn(file, [passphraseSlot, recoverySlot]);
  const attachmentId = newId();
  const meta = { id: attachmentId, fileName: 'a.txt', mediaType: 'text/plain', size: 1, addedAt: 1 };
  const item = await session.create(login('mine', 'hunter2'), 'create', [{ meta, content: Buffer.from('a') }]);
  const before = file.durable();
  await session.removeSlot(session.slots()[1]?.slotId ?? '');
  const forge = async (write: (state: VaultState) => Promise<void>): Promise<MemoryVaultFile> => {
    const copy = makeMemoryVaultFile(before);
    const deps = { ...makeDeps(copy), kdf: quickKdf };
    const found = await readHeaderPair(copy);
    const { vaultKey } = await openSlots(found.body, { recoveryCode }, { kdf: quickKdf });
    const { state } = await loadVault(deps, found, deriveVaultKeys(vaultKey, idToBytes(found.body.vaultId)), { seen: null });
    await write(state);
    return makeMemoryVaultFile(copy.durable());
  };
  return { here: { file, session, item, attachmentId }, forge };
}

type Forged = { readonly overview?: Partial<Overview>; readonly details?: Partial<VersionRow['details']>; readonly blob?: (state: VaultState, ids: { itemId: string; versionId: string }) => Buffer };

function details(state: VaultState, { itemId, versionId }: { itemId: string; versionId: string }): Buffer {
  const content = encodeDetails({ ...login('', 'theirs').details, attachments: [] });
  return sealBlob(state.keys.itemWrapping, state.deps.random, content, { purpose: 'details', vaultId: state.vaultId, itemId, ownerId: versionId });
}

/** A newer version of the item that the vault holds, with whatever the forger likes in it. */
async function write(state: VaultState, item: Overview, { overview, details: place, blob = details }: Forged, more: Partial<Draft> = {}): Promise<void> {
  const versionId = newId();
  await appendTransaction(state, {
    at: 1,
    fill: (into) => {
      const at: BlobPlace = into.addBlob(blob(state, { itemId: overview?.id ?? item.id, versionId }));
      into.addRow({ overview: { ...item, versionId, updatedAt: item.updatedAt + 1, attachmentCount: 0, ...overview }, details: { ...at, versionId, ...place }, attachments: [] });
    },
    ...more,
  });
}

/** What somebody meets who believes the copy and unlocks it: a refusal, and a vault that is as it was and can do everything. */
async function expectRefused({ file, session, item }: Victim, copy: MemoryVaultFile, code: string): Promise<void> {
  const opened = await session.openCopy(copy, { recoveryCode });
  expect(await failureOf(session.merge(opened))).toBe(code);
  await opened.close();
  await expectWell(file, session, item);
}

async function expectWell(file: MemoryVaultFile, session: VaultSession, item: Overview): Promise<void> {
  await session.changeSettings({ name: 'Renamed' });
  await session.update(item.id, session.overview(item.id).versionId, login('mine', 'changed'));
  await session.verify();
  // A new key for everything: no blob may stand in its way.
  await session.replaceSlot(session.slots()[0]?.slotId ?? '', passphraseSlot);
  const again = await openAgain(makeMemoryVaultFile(file.durable()));
  await again.verify();
  expect(await passwordOf(again, item.id)).toBe('changed');
}

describe('a copy by somebody who has a withdrawn kit', () => {
  it('is taken in where it is what an honest writer could have written', async () => {
    const { here, forge } = await withdrawnKit();
    const copy = await here.session.openCopy(await forge((state) => write(state, here.item, {})), { recoveryCode });
    expect(await here.session.merge(copy)).toMatchObject({ newerItems: 1 });
    expect(await passwordOf(here.session, here.item.id)).toBe('theirs');
    await expectWell(here.file, here.session, here.item);
    expect(here.session.slots().map(({ kind }) => kind)).toEqual(['passphrase']);
  });

  it.each([Number.MAX_SAFE_INTEGER, latestInstant, 253_402_300_800_000])('brings no version of the time %d, behind which there is none for the next change', async (updatedAt) => {
    const { here, forge } = await withdrawnKit();
    const copy = await forge((state) => write(state, here.item, { overview: { updatedAt } }));
    expect(await failureOf(here.session.openCopy(copy, { recoveryCode }).then((opened) => here.session.previewMerge(opened)))).toBe('vault.damaged');
    await expectRefused(here, copy, 'vault.damaged');
  });

  it('brings no choice of a setting at the end of time, behind which no other could be written', async () => {
    const { here, forge } = await withdrawnKit();
    const settingsAt = { name: latestInstant, retentionDays: 1, sharingItemId: 1 };
    const copy = await forge((state) => appendTransaction(state, { at: 1, settings: { ...state.settings, name: 'Theirs' }, settingsAt }));
    await expectRefused(here, copy, 'vault.damaged');
  });

  it.each([
    ['times that no calendar has', { overview: { createdAt: Number.MAX_SAFE_INTEGER } }],
    ['names that are no ids', { details: { versionId: 'no id' } }],
    ['text without end', { overview: { title: 'x'.repeat(5 << 20) } }],
  ] as const)('brings no row with %s', async (_what, forged) => {
    const { here, forge } = await withdrawnKit();
    await expectRefused(here, await forge((state) => write(state, here.item, forged)), 'vault.damaged');
  });

  it('brings no details that do not open, or are none', async () => {
    for (const blob of [
      () => Buffer.alloc(300, 1),
      (state: VaultState, ids: { itemId: string; versionId: string }) => details(state, ids).fill(0, 100),
      (state: VaultState, { itemId, versionId }: { itemId: string; versionId: string }) =>
        sealBlob(state.keys.itemWrapping, state.deps.random, Buffer.from('no details'), { purpose: 'details', vaultId: state.vaultId, itemId, ownerId: versionId }),
    ]) {
      const { here, forge } = await withdrawnKit();
      await expectRefused(here, await forge((state) => write(state, here.item, { blob })), 'item.damaged');
    }
  });

  it('makes no file of the vault pass for details: a new key could not be made any more', async () => {
    const { here, forge } = await withdrawnKit();
    await expectRefused(here, await forge((state) => write(state, here.item, { details: { versionId: here.attachmentId } })), 'item.damaged');
  });

  it('does not fill the disk out of a small file', async () => {
    const { here, forge } = await withdrawnKit();
    const copy = await forge((state) =>
      appendTransaction(state, {
        at: 1,
        fill: (into) => {
          const at = into.addBlob(Buffer.alloc(1 << 20, 1));
          for (let row = 0; row < 40; row += 1) {
            const [id, versionId] = [newId(), newId()];
            into.addRow({ overview: { ...here.item, id, versionId, attachmentCount: 0 }, details: { ...at, versionId }, attachments: [] });
          }
        },
      }),
    );
    const { length } = here.file.durable();
    await expectRefused(here, copy, 'vault.damaged');
    expect(here.file.durable().length).toBeLessThan(length + 100_000);
  });
});
