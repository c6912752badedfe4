/**
 * One of the two copies of the header as bytes: length | body | zeros | MAC | checksum. The checksum tells without a key whether
 * the copy is whole; the MAC tells with the key whether it is ours. Reading and writing the two of them is `header-pair.ts`.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { idToBytes } from '../../shared/ids.ts';
import { digestBytes, hmacSha256, sameBytes, sha256 } from '../crypto/digest.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { headerCopyBytes } from './file-layout.ts';
import { encodeHeaderBody, parseHeaderBody } from './header-body.ts';
import type { HeaderBody } from './header-body.ts';

const lengthBytes = 4;
const checksumOffset = headerCopyBytes - digestBytes;
const macOffset = checksumOffset - digestBytes;
const bodyLimit = macOffset - lengthBytes;

/** `slot.full` where the slots do not fit. */
export function encodeHeaderCopy(body: HeaderBody, prefix: Uint8Array, macKey: SecretKey): Buffer {
  const text = encodeHeaderBody(body);
  if (text.length > bodyLimit) {
    throw new VaultFailure('slot.full');
  }
  const copy = Buffer.alloc(headerCopyBytes);
  copy.writeUInt32BE(text.length);
  copy.set(text, lengthBytes);
  copy.set(headerMac(copy, body.vaultId, prefix, macKey), macOffset);
  copy.set(sha256(copy.subarray(0, checksumOffset)), checksumOffset);
  return copy;
}

/** Whether every byte is as it was written, by accident if not by intent. */
export function isWholeCopy(copy: Uint8Array): boolean {
  return (
    copy.length === headerCopyBytes &&
    sameBytes(sha256(copy.subarray(0, checksumOffset)), copy.subarray(checksumOffset))
  );
}

/** The body of a whole copy; not yet trusted. */
export function parseHeaderCopy(copy: Uint8Array): HeaderBody {
  const length = Buffer.from(copy.buffer, copy.byteOffset, copy.byteLength).readUInt32BE();
  if (length > bodyLimit) {
    throw new VaultFailure('vault.damaged', { check: 'header-body' });
  }
  return parseHeaderBody(copy.subarray(lengthBytes, lengthBytes + length));
}

/** SECURITY: until this is true nothing in the header may be believed. */
export function isOurCopy(copy: Uint8Array, vaultId: string, prefix: Uint8Array, macKey: SecretKey): boolean {
  return sameBytes(headerMac(copy, vaultId, prefix, macKey), copy.subarray(macOffset, checksumOffset));
}

function headerMac(copy: Uint8Array, vaultId: string, prefix: Uint8Array, macKey: SecretKey): Buffer {
  return hmacSha256(macKey, prefix, idToBytes(vaultId), copy.subarray(0, macOffset));
}
