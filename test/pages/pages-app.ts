/**
 * The application's side for the collection: the real listener and the real answers over a vault in memory, without windows. Pairing is
 * answered by whoever drives the browser; clocks of the limits run fast, because a collection asks more in a minute than a person.
 */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { makeBrowserLink, type BrowserLink } from '../../electron/browser-link/browser-link.ts';
import type { FillPort } from '../../electron/browser-link/fill-port.ts';
import type { Pairing, PairingBook } from '../../electron/browser-link/pairing-book.ts';
import type { PairingQuestion } from '../../electron/browser-link/pairing.ts';
import { secureRandom } from '../../electron/crypto/random.ts';
import type { VaultSession } from '../../electron/vault/vault-types.ts';
import { VaultFailure } from '../../shared/failure.ts';
import { makeMemoryVaultFile } from '../support/memory-vault-file.ts';
import { makeSetClock, makeVaultIn } from '../support/sample-vault.ts';

export interface PagesApp {
  readonly session: VaultSession;
  readonly link: BrowserLink;
  /** The user's runtime folder, for the browser's environment. */
  readonly runtimeFolder: string;
  /** The code the application shows, once somebody asks to pair. */
  readonly questions: Promise<PairingQuestion>;
  readonly seen: { unlockAsked: number; copied: string[] };
  setOpen(isOpen: boolean): void;
  close(): Promise<void>;
}

function bookInMemory(): PairingBook {
  let pairings: readonly Pairing[] = [];
  return {
    all: () => pairings,
    add: async (pairing) => void (pairings = [...pairings, pairing]),
    noteUse: async (pairingId, at) => void (pairings = pairings.map((one) => (one.pairingId === pairingId ? { ...one, lastUsedAt: at } : one))),
    remove: async (pairingId) => void (pairings = pairings.filter((one) => one.pairingId !== pairingId)),
  };
}

export async function startPagesApp(): Promise<PagesApp> {
  const runtimeFolder = mkdtempSync(join(tmpdir(), 'latchkey-run-'));
  const session = await makeVaultIn(makeMemoryVaultFile(), undefined, makeSetClock(Date.now()));
  const seen: PagesApp['seen'] = { unlockAsked: 0, copied: [] };
  let isOpen = true;
  let asked: (question: PairingQuestion) => void = () => undefined;
  const questions = new Promise<PairingQuestion>((resolve) => void (asked = resolve));
  const requireOpen = (): VaultSession => {
    if (!isOpen) {
      throw new VaultFailure('vault.locked');
    }
    return session;
  };
  const fill: FillPort = {
    now: () => Date.now(),
    random: secureRandom,
    appVersion: '0.0.0',
    state: async () =>
      isOpen
        ? { phase: 'open', vaultId: session.vaultId, name: 'Pages', place: '', writable: true, setupIncomplete: false, kitReliance: null, notices: [] }
        : { phase: 'locked', name: 'Pages', place: '', slotKinds: ['passphrase'], keyNames: [], lockedBecause: 'asked' },
    locksAt: () => null,
    session: requireOpen,
    requireStill: () => void requireOpen(),
    details: (from, itemId) => from.details(itemId),
    noteChanges: () => link.itemsChanged(),
    copy: async (text) => {
      seen.copied.push(text);
      return null;
    },
    bringUp: () => void (seen.unlockAsked += 1),
    lock: async () => setOpen(false),
    vaults: async () => [],
    chooseVault: async () => undefined,
    recentItems: () => [],
    noteUse: () => undefined,
  };
  const link = makeBrowserLink({
    place: { platform: process.platform, runtimeFolder, userId: userInfo().uid, userName: userInfo().username, tempFolder: tmpdir() },
    book: bookInMemory(),
    fill,
    isOpen: () => isOpen,
    steadyNow: () => performance.now() * 1_000,
    appName: 'Latchkey',
    askToPair: async (question) => {
      asked(question);
      return true;
    },
    changed: () => undefined,
    trouble: (where, error) => void process.stderr.write(`${where}: ${error instanceof Error ? error.message : String(error)}\n`),
  });
  function setOpen(open: boolean): void {
    isOpen = open;
    link.statusChanged(open);
  }
  await link.start();
  return {
    session,
    link,
    runtimeFolder,
    questions,
    seen,
    setOpen,
    async close() {
      await link.close();
      await session.lock();
      await rm(runtimeFolder, { recursive: true, force: true });
    },
  };
}
