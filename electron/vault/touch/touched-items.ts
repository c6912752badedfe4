/**
 * Which items a touch has opened, and until when: the item keys of one item's versions and files, and nothing of any other. They are destroyed
 * when the minute is over, when they are put away, and at lock. The private half of the touch key pair is never among them. Held by the session.
 */
import { destroyKey } from '../../crypto/secret-key.ts';
import type { SecretKey } from '../../crypto/secret-key.ts';
import { mostHeadBytes, needsTouch } from '../details-blob.ts';
import type { BlobIdentity } from '../details-blob.ts';
import { readVersions } from '../read-items.ts';
import { readBlob } from '../vault-state.ts';
import type { VaultState } from '../vault-state.ts';
import type { GivenTouch } from '../vault-types.ts';
import type { BlobPlace } from '../version-row.ts';
import { itemKeyName } from './item-keys.ts';
import type { ItemKeys } from './item-keys.ts';
import { openTouchedKey } from './touch-blob.ts';
import { withTouchKeys } from './touch-key.ts';

/** Long enough to look something up and copy it twice; one touch, one item. */
export const touchedMilliseconds = 60_000;

type Touched = { readonly keys: ItemKeys; readonly endsAt: number; readonly timer: NodeJS.Timeout };

export function makeTouchedItems(now: () => number) {
  const touched = new Map<string, Touched>();

  function putAway(itemId: string): void {
    const known = touched.get(itemId);
    touched.delete(itemId);
    if (known) {
      clearTimeout(known.timer);
      known.keys.forEach(destroyKey);
    }
  }

  function current(itemId: string): Touched | null {
    const known = touched.get(itemId);
    // SECURITY: by the clock as well: a computer that slept does not run its timers.
    if (known && known.endsAt <= now()) {
      putAway(itemId);
      return null;
    }
    return known ?? null;
  }

  return {
    /** Takes the keys over. @returns when they will be destroyed. */
    put(itemId: string, keys: ItemKeys): number {
      putAway(itemId);
      const endsAt = now() + touchedMilliseconds;
      touched.set(itemId, { keys, endsAt, timer: setTimeout(() => putAway(itemId), touchedMilliseconds).unref() });
      return endsAt;
    },
    keysOf: (itemId: string): ItemKeys | null => current(itemId)?.keys ?? null,
    endsAt: (itemId: string): number | null => current(itemId)?.endsAt ?? null,
    putAway,
    dropAll(): void {
      [...touched.keys()].forEach(putAway);
    },
  };
}

/** By one touch: the item keys of every version and file of the item, older ones included. */
export async function openItemKeys(state: VaultState, itemId: string, given: GivenTouch): Promise<ItemKeys> {
  const versions = await readVersions(state, itemId);
  const places = new Map<string, { readonly place: BlobPlace; readonly blob: BlobIdentity }>();
  for (const { details, attachments } of versions) {
    const add = (purpose: BlobIdentity['purpose'], ownerId: string, place: BlobPlace): void => {
      places.set(`${place.frame} ${place.offset}`, { place, blob: { purpose, vaultId: state.vaultId, itemId, ownerId } });
    };
    add('details', details.versionId, details);
    attachments.forEach((place) => add('attachment', place.attachmentId, place));
  }
  const keys = new Map<string, SecretKey>();
  try {
    await withTouchKeys(state, given, async (pair) => {
      for (const { place, blob } of places.values()) {
        const head = await readBlob(state, { ...place, length: Math.min(place.length, mostHeadBytes) });
        if (needsTouch(head) && !keys.has(itemKeyName(blob))) {
          keys.set(itemKeyName(blob), await openTouchedKey(state.keys.itemWrapping, pair, head, blob));
        }
      }
    });
    return keys;
  } catch (error) {
    keys.forEach(destroyKey);
    throw error;
  }
}
