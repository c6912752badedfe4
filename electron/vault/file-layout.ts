/**
 * Where things stand in a vault file, and its first sixteen bytes. The numbers are those of docs/vault-format.md.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { VaultFile } from './vault-port.ts';

export const formatVersion = 1;
export const prefixBytes = 16;
export const headerCopyBytes = 32_768;
export const headerCopyOffsets = [prefixBytes, prefixBytes + headerCopyBytes] as const;
/** Offset of the first frame. */
export const logOffset = prefixBytes + 2 * headerCopyBytes;

const magic = Buffer.from('LATCHKEY', 'ascii');

export function encodePrefix(): Buffer {
  const prefix = Buffer.alloc(prefixBytes);
  prefix.set(magic);
  prefix.writeUInt16BE(formatVersion, magic.length);
  return prefix;
}

/** Reads the prefix, throws where this is no vault, or none that this program can read. */
export async function readPrefix(file: VaultFile): Promise<Buffer> {
  const facts = { fileName: file.fileName };
  const prefix = Buffer.from(await file.read(0, prefixBytes));
  if (prefix.length < magic.length || !prefix.subarray(0, magic.length).equals(magic)) {
    throw new VaultFailure('vault.not-a-vault', facts);
  }
  if ((await file.size()) < logOffset) {
    throw new VaultFailure('vault.truncated', facts);
  }
  const found = prefix.readUInt16BE(magic.length);
  if (found > formatVersion) {
    throw new VaultFailure('vault.newer-format', { ...facts, formatVersion: found });
  }
  if (!prefix.equals(encodePrefix())) {
    throw new VaultFailure('vault.damaged', { ...facts, check: 'prefix' });
  }
  return prefix;
}
