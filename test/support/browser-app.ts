/**
 * The application's side of the browser bridge without Electron: a real vault on a disk in memory, the real listener on a real socket in a
 * folder of the caller's, and a user who answers pairing questions as told. For tests of the bridge and of the extension.
 */
import { makeBrowserLink, type BrowserLinkDeps } from '../../electron/browser-link/browser-link.ts';
import type { PlaceDeps } from '../../electron/browser-link/link-place.ts';
import type { PairingQuestion } from '../../electron/browser-link/pairing.ts';
import { secureRandom } from '../../electron/crypto/random.ts';
import { openPairedBrowsers } from '../../electron/store/paired-browsers.ts';
import { VaultFailure } from '../../shared/failure.ts';
import { deskWith } from './desk-in-memory.ts';

/** As `placeOfThisUser`, but in a folder of one's own. */
export function placeIn(runtimeFolder: string): PlaceDeps {
  return { platform: 'linux', runtimeFolder, userId: process.getuid?.() ?? 0, userName: 'ada', tempFolder: runtimeFolder };
}

export async function startBrowserApp(folder: string, options: Partial<Pick<BrowserLinkDeps, 'versions' | 'pairingSeconds' | 'place'>> = {}) {
  const { desk, clock, disk, make, begin } = deskWith();
  const seen = { troubles: [] as string[], questions: [] as PairingQuestion[], copied: [] as string[], broughtUp: 0, used: [] as string[] };
  /** Items for which no touch was given. */
  const untouched = new Set<string>();
  /** What the user says to a pairing; a function is asked. */
  const user: { toPairing: (question: PairingQuestion, signal: AbortSignal) => Promise<boolean> } = { toPairing: async () => true };
  const book = await openPairedBrowsers(folder, { keychain: { seal: () => null, open: () => null } });
  const link = makeBrowserLink({
    place: options.place ?? placeIn(folder),
    book,
    appName: 'Latchkey',
    isOpen: desk.isOpen,
    steadyNow: () => performance.now(),
    askToPair(question, signal) {
      seen.questions.push(question);
      return user.toPairing(question, signal);
    },
    changed: () => undefined,
    trouble: (where, error) => void seen.troubles.push(`${where}: ${error instanceof Error ? error.message : String(error)}`),
    fill: {
      now: clock.now,
      random: secureRandom,
      appVersion: '0.1.0',
      state: desk.state,
      locksAt: () => null,
      session: desk.session,
      requireStill: desk.requireStill,
      noteChanges: desk.noteChanges,
      details: async (session, itemId) => {
        if (untouched.has(itemId)) {
          throw new VaultFailure('item.needs-touch');
        }
        return session.details(itemId);
      },
      async copy(text) {
        seen.copied.push(text);
        return null;
      },
      bringUp: () => void (seen.broughtUp += 1),
      lock: async () => {
        await desk.lock('asked');
        link.statusChanged(false);
      },
      vaults: async () => [],
      chooseVault: async () => {
        throw new VaultFailure('vault.not-found');
      },
      recentItems: () => seen.used,
      noteUse: (_vaultId, itemId) => void seen.used.unshift(itemId),
    },
    ...(options.versions === undefined ? {} : { versions: options.versions }),
    ...(options.pairingSeconds === undefined ? {} : { pairingSeconds: options.pairingSeconds }),
  });
  await link.start();
  return { link, desk, clock, disk, book, seen, user, untouched, makeVault: make, beginOpening: begin };
}
export type BrowserApp = Awaited<ReturnType<typeof startBrowserApp>>;
