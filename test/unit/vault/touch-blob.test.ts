/** One sealed blob of an item that needs a touch: what it is bound to, and that its content stays as it is whatever it is wrapped by. */
import { beforeAll, describe, expect, it } from 'vitest';
import { deriveBoxKeys } from '../../../electron/crypto/box.ts';
import type { BoxKeys } from '../../../electron/crypto/box.ts';
import { secureRandom } from '../../../electron/crypto/random.ts';
import { makeKey } from '../../../electron/crypto/secret-key.ts';
import { needsTouch, openBlob, openContent, requireWhole, rewrapBlob, sealBlob } from '../../../electron/vault/details-blob.ts';
import type { BlobIdentity } from '../../../electron/vault/details-blob.ts';
import { openTouchedKey, resealBlob, sealTouchBlob, toTouchBlob } from '../../../electron/vault/touch/touch-blob.ts';
import { failureOf, newId } from '../../support/sample-vault.ts';
import { flipBit } from '../../support/vault-bytes.ts';

const [wrapping, otherWrapping] = [makeKey(Buffer.alloc(32, 1)), makeKey(Buffer.alloc(32, 2))];
const blob: BlobIdentity = { purpose: 'attachment', vaultId: newId(), itemId: newId(), ownerId: newId() };
const content = Buffer.from('what only a touch opens');
const pairs: { one?: BoxKeys; other?: BoxKeys } = {};

beforeAll(async () => {
  pairs.one = await deriveBoxKeys(makeKey(Buffer.alloc(32, 3)));
  pairs.other = await deriveBoxKeys(makeKey(Buffer.alloc(32, 4)));
});

function pairsMade(): { readonly one: BoxKeys; readonly other: BoxKeys } {
  const { one, other } = pairs;
  if (!one || !other) throw new Error('they were made');
  return { one, other };
}

const seal = () => sealTouchBlob(wrapping, pairsMade().one.publicKey, secureRandom, content, blob);

async function opened(sealed: Uint8Array, pair: BoxKeys, by = wrapping, as = blob): Promise<string> {
  return openContent(await openTouchedKey(by, pair, sealed, as), sealed, as).toString();
}

describe('a blob for a touch', () => {
  it('opens by both keys together, and by neither alone', async () => {
    const { one, other } = pairsMade();
    const sealed = await seal();
    expect(await opened(sealed, one)).toBe(content.toString());
    expect(await failureOf(opened(sealed, other))).toBe('item.damaged');
    expect(await failureOf(opened(sealed, one, otherWrapping))).toBe('item.damaged');
    expect(() => openBlob(wrapping, sealed, blob)).toThrow('item.needs-touch');
    expect(sealed.includes(content)).toBe(false);
  });

  it('is bound to its purpose, vault, item and owner', async () => {
    const sealed = await seal();
    const elsewhere: readonly BlobIdentity[] = [{ ...blob, purpose: 'details' }, { ...blob, vaultId: newId() }, { ...blob, itemId: newId() }, { ...blob, ownerId: newId() }];
    for (const as of elsewhere) {
      expect(await failureOf(opened(sealed, pairsMade().one, wrapping, as))).toBe('item.damaged');
      expect(() => requireWhole(wrapping, sealed, as)).toThrow('item.damaged');
    }
  });

  it('is refused with any bit flipped, in its head without a touch', async () => {
    const sealed = await seal();
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const flipped = flipBit(sealed, bit);
      expect(await failureOf(opened(flipped, pairsMade().one)), `bit ${bit}`).toBe('item.damaged');
      if (bit < 121 * 8) {
        expect(() => requireWhole(wrapping, flipped, blob), `bit ${bit}`).toThrow('item.damaged');
      }
    }
  });

  it('keeps its content as it lies while it is wrapped anew, made of another blob, sealed for other keys, and made an open one', async () => {
    const { one, other } = pairsMade();
    const plain = sealBlob(wrapping, secureRandom, content, blob);
    const marked = await toTouchBlob(wrapping, one.publicKey, secureRandom, plain, blob);
    expect([needsTouch(plain), needsTouch(marked)]).toEqual([false, true]);
    expect(marked.subarray(121).equals(plain.subarray(73))).toBe(true);
    const moved = rewrapBlob(wrapping, otherWrapping, secureRandom, marked, blob);
    expect(await opened(moved, one, otherWrapping)).toBe(content.toString());
    const itemKey = await openTouchedKey(otherWrapping, one, moved, blob);
    const forOther = await resealBlob(otherWrapping, other.publicKey, secureRandom, itemKey, moved, blob);
    expect(await opened(forOther, other, otherWrapping)).toBe(content.toString());
    expect(await failureOf(opened(forOther, one, otherWrapping))).toBe('item.damaged');
    const open = await resealBlob(otherWrapping, null, secureRandom, itemKey, moved, blob);
    expect(openBlob(otherWrapping, open, blob).toString()).toBe(content.toString());
    expect(open.subarray(73).equals(plain.subarray(73))).toBe(true);
  });
});
