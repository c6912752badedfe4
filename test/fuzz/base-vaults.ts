/**
 * Small vaults to be mutated: their bytes after each change, and what each of them showed. Their secrets and their key are known here,
 * so that a mutated log can be read without opening a slot a million times.
 */
import { idToBytes } from '../../shared/ids.ts';
import { readHeaderPair } from '../../electron/vault/header-pair.ts';
import type { FoundHeader } from '../../electron/vault/header-pair.ts';
import { openSlots } from '../../electron/vault/slots/open-slots.ts';
import { deriveVaultKeys } from '../../electron/vault/vault-keys.ts';
import type { VaultKeys } from '../../electron/vault/vault-keys.ts';
import type { VaultSession } from '../../electron/vault/vault-types.ts';
import { makeMemoryVaultFile } from '../support/memory-vault-file.ts';
import { login, makeVaultIn, newId, passphraseSlot, quickKdf, recoveryCode, recoverySlot } from '../support/sample-vault.ts';
import { frameSpans } from '../support/vault-bytes.ts';
import type { FrameSpan } from '../support/vault-bytes.ts';
import { showVault } from './show-vault.ts';

export const presented = { recoveryCode };

export type Snapshot = {
  readonly bytes: Buffer;
  readonly frames: readonly FrameSpan[];
  readonly found: FoundHeader;
  readonly keys: VaultKeys;
};

export type BaseVault = {
  readonly snapshots: readonly Snapshot[];
  /** Each state the vault ever showed, as lines. */
  readonly states: readonly ReadonlySet<string>[];
};

async function snapshotOf(bytes: Buffer): Promise<Snapshot> {
  const found = await readHeaderPair(makeMemoryVaultFile(bytes));
  const { vaultKey } = await openSlots(found.body, presented, { kdf: quickKdf });
  return { bytes, frames: frameSpans(bytes), found, keys: deriveVaultKeys(vaultKey, idToBytes(found.body.vaultId)) };
}

async function makeBase(changes: readonly ((session: VaultSession) => Promise<unknown>)[]): Promise<BaseVault> {
  const file = makeMemoryVaultFile();
  const session = await makeVaultIn(file, [passphraseSlot, recoverySlot]);
  const snapshots: Snapshot[] = [];
  const states: ReadonlySet<string>[] = [];
  for (const change of [async () => undefined, ...changes]) {
    await change(session);
    snapshots.push(await snapshotOf(file.durable()));
    const { lines, refused } = await showVault(session);
    if (refused > 0) {
      throw new Error('a base vault is not whole');
    }
    states.push(new Set(lines));
  }
  return { snapshots, states };
}

const first = (session: VaultSession) => [...session.overviews()].find(({ title }) => title.startsWith('Mail'))?.id ?? '';
const current = (session: VaultSession) => session.overview(first(session)).versionId;

/** One that was only added to, one that was compacted and got a new key, and a stranger. */
export async function makeBaseVaults(): Promise<readonly BaseVault[]> {
  const meta = { id: newId(), fileName: 'a.txt', mediaType: 'text/plain', size: 200 };
  const grown = await makeBase([
    (session) => session.create(login('Mail', 'hunter2'), 'create', [{ meta, content: Buffer.alloc(200, 'attached') }]),
    (session) => session.update(first(session), current(session), login('Mail again', 'hunter3')),
    (session) => session.createMany(['Bank', 'Café ☕', 'Shop'].map((title) => ({ content: login(title, `pa55 ${title}`) })), { change: 'import' }),
    (session) => session.mark(first(session), { favourite: true, tags: ['home', 'work'] }),
    (session) => session.changeSettings({ name: 'Another name' }),
    (session) => session.remove([first(session)]),
  ]);
  const rewritten = await makeBase([
    (session) => session.create(login('Mail', 'hunter2')),
    (session) => session.addSlot({ kind: 'recovery', name: 'Second kit', code: Buffer.alloc(20, 8) }),
    (session) => session.compact(),
    (session) => session.createMany(['A', 'B'].map((title) => ({ content: login(title, `secret ${title}`) })), { change: 'import' }),
    (session) => session.removeSlot(session.slots().at(-1)?.slotId ?? ''),
    (session) => session.update(first(session), current(session), login('Mail last', 'hunter9')),
  ]);
  return [grown, rewritten, await makeBase([(session) => session.create(login('Mail of a stranger', 'not yours'))])];
}
