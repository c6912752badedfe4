/**
 * A second reader, written from docs/vault-format.md alone, with nothing of electron/ but the file it reads: what the specification
 * says is what the program writes.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256 } from 'hpke';
import { KEM_DHKEM_X25519_HKDF_SHA256 } from '@panva/hpke-noble';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { bothSlot, floorCost, login, makeVaultIn, passphrase, prfOutput, quickKdf, touchOutput } from '../../support/sample-vault.ts';
import { touchLogin } from '../../support/touch-keys.ts';

const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const u32 = (value: number) => Buffer.from([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
const idBytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');
const b64 = (text: string) => Buffer.from(text, 'base64url');

function derive(key: Uint8Array, label: string, context: Uint8Array, salt: Uint8Array = Buffer.alloc(0)): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, Buffer.concat([Buffer.from(`${label}\0`), context]), 32));
}

function xaesOpen(key: Uint8Array, nonce: Uint8Array, ciphertext: Uint8Array, tag: Uint8Array, context: Uint8Array): Buffer {
  const block = (input: Buffer) => createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(input);
  const number = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);
  const l = number(block(Buffer.alloc(16)));
  const k1 = ((l << 1n) & ((1n << 128n) - 1n)) ^ (l >> 127n ? 0x87n : 0n);
  const half = (counter: number) => {
    const m = number(Buffer.concat([Buffer.from([0, counter, 0x58, 0]), nonce.subarray(0, 12)]));
    return block(Buffer.from((m ^ k1).toString(16).padStart(32, '0'), 'hex'));
  };
  const decipher = createDecipheriv('aes-256-gcm', Buffer.concat([half(1), half(2)]), nonce.subarray(12));
  decipher.setAAD(context).setAuthTag(tag);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

function openSealed(key: Uint8Array, sealed: Buffer, context: Uint8Array): Buffer {
  return xaesOpen(key, sealed.subarray(0, 24), sealed.subarray(24, -16), sealed.subarray(-16), context);
}

const headerShape = z.object({
  vaultId: z.string(),
  epoch: z.number(),
  touch: z.object({ publicKey: z.string() }).nullable(),
  slots: z.array(
    z.object({
      slotId: z.string(),
      kind: z.string(),
      salt: z.string(),
      publicKey: z.string(),
      enc: z.string(),
      sealedKey: z.string(),
      kdf: z.object({ memoryKib: z.number(), passes: z.number(), lanes: z.number() }),
      credential: z.object({ credentialId: z.string(), publicKey: z.string(), prfInput: z.string(), touchInput: z.string(), userHandle: z.string(), provider: z.string() }),
      touch: z.object({ publicKey: z.string(), sealedSeed: z.string().nullable() }),
    }),
  ),
});
const rowShape = z.tuple([z.string(), z.string()]).rest(z.unknown());
/** Rows as an overview payload packs them: the table's columns put back into their places. */
function unpack(payload: Buffer): z.infer<typeof rowShape>[] {
  const [count, dictionaryLength, jsonLength, searchLength] = [payload.readUInt16BE(2), payload.readUInt32BE(4), payload.readUInt32BE(8), payload.readUInt32BE(12)];
  const dictionary = z.tuple([z.array(z.string()), z.array(z.string()), z.array(z.string()), z.array(z.string())]).parse(JSON.parse(payload.toString('utf8', 16, 16 + dictionaryLength)));
  const [kinds, changes, devices, collections] = dictionary;
  const json = 16 + dictionaryLength + count * 68;
  expect(json + jsonLength + searchLength).toBe(payload.length);
  const uuid = (at: number) => payload.toString('hex', at, at + 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  let begin = 0;
  return Array.from({ length: count }, (_, index) => {
    const at = 16 + dictionaryLength + index * 68;
    const end = payload.readUInt32BE(at + 60);
    const rest: unknown[] = z.array(z.unknown()).length(12).parse(JSON.parse(payload.toString('utf8', json + begin, json + end)));
    begin = end;
    const collection = payload.readUInt16BE(at + 56);
    const times = [Number(payload.readBigUInt64BE(at + 32)), Number(payload.readBigUInt64BE(at + 40))];
    const named = [changes[payload[at + 52] ?? -1], ...times, devices[payload.readUInt16BE(at + 54)], kinds[payload[at + 51] ?? -1]];
    return [uuid(at), uuid(at + 16), ...named, ...rest.slice(0, 4), collection === 0 ? null : collections[collection - 1], payload.readUInt16BE(at + 48), ...rest.slice(4)];
  });
}

/** What the specification says that search looks through. */
function searchOf(payload: Buffer): string {
  const search = payload.subarray(payload.length - payload.readUInt32BE(12));
  return search.toString(payload[1] === 1 ? 'latin1' : 'utf16le');
}

const commitShape = z.object({ first: z.number(), rows: z.array(rowShape) });

describe('the specification of the vault file', () => {
  it.each(['as it was written', 'after a rewrite'])('is enough to read a vault %s: header, slot, frames, rows, details', async (state) => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file, [bothSlot]);
    const made = await session.create(login('Máil', 'hunter2'));
    await session.mark(made.id, { favourite: true, collection: 'Home', tags: ['Ζeta'] });
    const sealed = await session.create(touchLogin('Zoo', 'touched'));
    if (state === 'after a rewrite') {
      await session.compact();
    }
    const bytes = file.durable();

    // Prefix and header copy A.
    expect(bytes.subarray(0, 16).toString('hex')).toBe(`${Buffer.from('LATCHKEY').toString('hex')}0001000000000000`);
    const copy = bytes.subarray(16, 16 + 32_768);
    expect(sha256(copy.subarray(0, 32_736)).equals(copy.subarray(32_736))).toBe(true);
    const header = headerShape.parse(JSON.parse(copy.subarray(4, 4 + copy.readUInt32BE()).toString('utf8')));
    const vault = idBytes(header.vaultId);

    // The slot.
    const [slot] = header.slots;
    if (!slot) throw new Error('there is a slot');
    const context = Buffer.concat([vault, idBytes(slot.slotId)]);
    const secret = Buffer.concat([await quickKdf(passphrase, b64(slot.salt), floorCost), prfOutput]);
    const kek = derive(secret, 'latchkey/v1 kek passphrase+key', context, b64(slot.salt));
    const suite = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);
    const pair = await suite.DeriveKeyPair(derive(kek, 'latchkey/v1 slot-key-pair', context));
    expect(Buffer.from(await suite.SerializePublicKey(pair.publicKey)).equals(b64(slot.publicKey))).toBe(true);
    const c = slot.credential;
    const strings = [slot.kind, slot.salt, '3', '65536', '3', '4', '6', c.credentialId, c.publicKey, c.prfInput, c.touchInput, c.userHandle, c.provider];
    const vaultKey = await suite.Open(pair, b64(slot.enc), b64(slot.sealedKey), {
      psk: derive(kek, 'latchkey/v1 slot-psk', context),
      pskId: idBytes(slot.slotId),
      info: Buffer.concat([Buffer.from('latchkey/v1 slot\0'), context]),
      aad: sha256(...strings.flatMap((text) => [u32(Buffer.byteLength(text)), Buffer.from(text)])),
    });

    // The header's MAC.
    const mac = createHmac('sha256', derive(vaultKey, 'latchkey/v1 header-mac', vault));
    expect(mac.update(bytes.subarray(0, 16)).update(vault).update(copy.subarray(0, 32_704)).digest().equals(copy.subarray(32_704, 32_736))).toBe(true);

    // The frames.
    const framesKey = derive(vaultKey, 'latchkey/v1 frames', vault);
    const payloads: Buffer[] = [];
    const overviews: Buffer[] = [];
    const rows: z.infer<typeof rowShape>[] = [];
    let previous: Buffer = Buffer.alloc(45);
    for (let at = 65_552; at < bytes.length; ) {
      const head = bytes.subarray(at, at + 29);
      const length = head.readUInt32BE();
      const body = bytes.subarray(at + 29, at + 29 + length);
      const tag = bytes.subarray(at + 29 + length, at + 45 + length);
      const associated = Buffer.concat([vault, u32(header.epoch), u32(payloads.length), head.subarray(0, 5), previous]);
      if (head[4] === 3) {
        xaesOpen(framesKey, head.subarray(5), Buffer.alloc(0), tag, Buffer.concat([associated, sha256(body)]));
        payloads.push(body);
      } else {
        const payload = xaesOpen(framesKey, head.subarray(5), body, tag, associated);
        overviews.push(...(payload[0] === 1 ? [payload] : []));
        rows.push(...(payload[0] === 1 ? unpack(payload) : commitShape.parse(JSON.parse(payload.toString('utf8'))).rows));
        payloads.push(payload);
      }
      previous = Buffer.concat([head, tag]);
      at += 45 + length;
    }
    const inTurn = rows.filter((row) => row[0] === made.id).toSorted((a, b) => Number(a[3]) - Number(b[3]));
    expect(inTurn.map((row) => [row[2], row[7], row[10], row[11], row[12]])).toEqual([
      ['create', 'Máil', [], null, 0],
      ['mark', 'Máil', ['Ζeta'], 'Home', 1],
    ]);
    expect(overviews.map(searchOf)).toEqual(state === 'as it was written' ? [] : ['mail\0ζeta\x01ada\x02example.org/login\x03zoo\0ada\x02example.org/login\x03mail\0ada\x02example.org/login\x03']);

    // The details of the newest version, bound to the version they were written for.
    const newest = inTurn[1];
    const [frame, offset, length] = z.tuple([z.number(), z.number(), z.number()]).parse(newest?.[19]);
    const owner = z.string().parse(newest?.[18]);
    expect(owner).toBe(made.versionId);
    const blob = payloads[frame]?.subarray(offset, offset + length) ?? Buffer.alloc(0);
    const place = Buffer.concat([vault, idBytes(made.id), idBytes(owner)]);
    const wrapping = derive(vaultKey, 'latchkey/v1 item-wrapping', vault);
    expect(blob[0]).toBe(1);
    const itemKey = openSealed(wrapping, blob.subarray(1, 73), Buffer.concat([Buffer.from('latchkey/v1 details key\0'), place]));
    const content = openSealed(itemKey, blob.subarray(73), Buffer.concat([Buffer.from('latchkey/v1 details content\0'), place]));
    expect(content.length % 64).toBe(0);
    expect(JSON.parse(content.toString('utf8'))).toEqual(await session.details(made.id));

    // The item that needs a touch: the seed of the touch key pair, by what the key gives for a touch, and the item key by that.
    const touchPair = b64(header.touch?.publicKey ?? '');
    const touchContext = Buffer.concat([vault, sha256(b64(c.credentialId))]);
    const ownPair = await suite.DeriveKeyPair(derive(touchOutput, 'latchkey/v1 touch-key-pair', touchContext));
    expect(Buffer.from(await suite.SerializePublicKey(ownPair.publicKey)).equals(b64(slot.touch.publicKey))).toBe(true);
    const seedInfo = Buffer.concat([Buffer.from('latchkey/v1 touch seed\0'), touchContext]);
    const boxedSeed = openSealed(derive(vaultKey, 'latchkey/v1 touch-wrapping', vault), b64(slot.touch.sealedSeed ?? ''), Buffer.concat([seedInfo, touchPair]));
    const seed = await suite.Open(ownPair, boxedSeed.subarray(0, 32), boxedSeed.subarray(32), { info: seedInfo, aad: touchPair });
    const pairOfVault = await suite.DeriveKeyPair(seed);
    expect(Buffer.from(await suite.SerializePublicKey(pairOfVault.publicKey)).equals(touchPair)).toBe(true);

    const touchRow = rows.find((row) => row[0] === sealed.id);
    expect(touchRow?.[12]).toBe(2);
    const [touchFrame, touchOffset, touchLength] = z.tuple([z.number(), z.number(), z.number()]).parse(touchRow?.[19]);
    const touchBlob = payloads[touchFrame]?.subarray(touchOffset, touchOffset + touchLength) ?? Buffer.alloc(0);
    const touchPlace = Buffer.concat([vault, idBytes(sealed.id), idBytes(sealed.versionId)]);
    expect(touchBlob[0]).toBe(2);
    const blobTouchContext = Buffer.concat([Buffer.from('latchkey/v1 details touch key\0'), touchPlace]);
    const boxed = openSealed(wrapping, touchBlob.subarray(1, 121), blobTouchContext);
    const touchKey = await suite.Open(pairOfVault, boxed.subarray(0, 32), boxed.subarray(32), { info: Buffer.concat([Buffer.from('latchkey/v1 touch item\0'), vault]), aad: blobTouchContext });
    const touchContent = openSealed(Buffer.from(touchKey), touchBlob.subarray(121), Buffer.concat([Buffer.from('latchkey/v1 details content\0'), touchPlace]));
    await session.touch(sealed.id, { credentialId: c.credentialId, touchOutput });
    expect(JSON.parse(touchContent.toString('utf8'))).toEqual(await session.details(sealed.id));
  });
});
