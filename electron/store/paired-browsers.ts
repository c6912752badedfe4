/**
 * The paired browsers, kept in the application's folder (`browsers.json`, 0600): not in the vault, for a locked vault must be able to say
 * so to a browser. Our half of each pairing's keys is sealed with the system's keychain where there is one (a port). Called by main.ts.
 *
 * SECURITY: what lies here opens no vault. Whoever reads a key of ours could play the application to that browser, not a browser to the
 * application: the handshake asks for the browser's own key, which is not here (docs/browser-bridge.md, "Threats").
 */
import { join } from 'node:path';
import { z } from 'zod';
import { instant } from '../../shared/item.ts';
import { browserLabel, pairingId as pairingIdOf } from '../../shared/browser-messages.ts';
import type { Disk } from './disk.ts';
import { openJsonFile } from './json-file.ts';

/** Seals short texts for this user on this computer. */
export type Keychain = {
  /** Null where the system has no keychain. */
  seal(text: string): string | null;
  /** Null where it was not sealed here. */
  open(sealed: string): string | null;
};

const mostPairings = 50;

const kept = z.object({
  pairingId: pairingIdOf,
  browser: browserLabel,
  /** As it is, or sealed by the keychain. */
  ownKey: z.object({ sealed: z.boolean(), text: z.string().max(4_000) }),
  extensionKey: z.base64().max(64),
  pairedAt: instant,
  lastUsedAt: instant.nullable(),
});
type Kept = z.infer<typeof kept>;
const file = z.object({ version: z.literal(1), browsers: z.array(kept).max(mostPairings) });

type Pairing = Omit<Kept, 'ownKey'> & { readonly ownKey: string };

export type PairedBrowsers = {
  all(): readonly Pairing[];
  add(pairing: Pairing): Promise<void>;
  noteUse(pairingId: string, at: number): Promise<void>;
  remove(pairingId: string): Promise<void>;
};

export async function openPairedBrowsers(folder: string, options: { readonly keychain: Keychain; readonly disk?: Disk; readonly onSetAside?: (path: string) => void }): Promise<PairedBrowsers> {
  const { keychain, ...rest } = options;
  const json = await openJsonFile<z.infer<typeof file>>({ path: join(folder, 'browsers.json'), parser: file, fallback: { version: 1, browsers: [] }, ...rest });
  /** Opened once: a keychain may ask its user. */
  const opened = new Map<string, string>();
  /** Cut off in this run: believed though the disk would not take it. */
  const removed = new Set<string>();

  function ownKeyOf({ pairingId, ownKey }: Kept): string {
    const known = opened.get(pairingId) ?? (ownKey.sealed ? (keychain.open(ownKey.text) ?? '') : ownKey.text);
    opened.set(pairingId, known);
    return known;
  }

  return {
    all: () => json.value().browsers.filter(({ pairingId }) => !removed.has(pairingId)).map((one) => ({ ...one, ownKey: ownKeyOf(one) })),
    async add(pairing) {
      const sealed = keychain.seal(pairing.ownKey);
      const one: Kept = { ...pairing, ownKey: sealed === null ? { sealed: false, text: pairing.ownKey } : { sealed: true, text: sealed } };
      // The one used longest ago makes room.
      await json.change((value) => ({
        ...value,
        browsers: [...value.browsers.toSorted((left, right) => (right.lastUsedAt ?? right.pairedAt) - (left.lastUsedAt ?? left.pairedAt)).slice(0, mostPairings - 1), one],
      }));
    },
    async noteUse(pairingId, at) {
      await json.change((value) => ({ ...value, browsers: value.browsers.map((one) => (one.pairingId === pairingId ? { ...one, lastUsedAt: at } : one)) }));
    },
    async remove(pairingId) {
      removed.add(pairingId);
      opened.delete(pairingId);
      await json.change((value) => ({ ...value, browsers: value.browsers.filter((one) => one.pairingId !== pairingId) }));
    },
  };
}
