/**
 * The recovery code as thirteen words: 160 random bits and the first byte of their SHA-256 make 168 bits, written in base 7776
 * with the words of the EFF long list (13 words hold 168.02 bits). The QR code carries the same words.
 */
import { createHash } from 'node:crypto';
import { VaultFailure } from '../../shared/failure.ts';
import { recoveryCodeBytes } from '../vault/slots/slot-secret.ts';

const wordCount = 13;

/** @param wordList the 7,776 words of the EFF long list, in its order. */
export function encodeRecoveryCode(code: Uint8Array, wordList: readonly string[]): string[] {
  const checked = Buffer.concat([code, createHash('sha256').update(code).digest().subarray(0, 1)]);
  let rest = BigInt(`0x${checked.toString('hex')}`);
  checked.fill(0);
  const base = BigInt(wordList.length);
  const words: string[] = [];
  for (let place = 0; place < wordCount; place += 1) {
    words.unshift(wordList[Number(rest % base)] ?? '');
    rest /= base;
  }
  return words;
}

/**
 * Takes words in any case, with any separators.
 * @throws VaultFailure `unlock.wrong-recovery-code` for a word not in the list, a wrong count or a checksum that does not fit.
 */
export function parseRecoveryCode(text: string, wordList: readonly string[]): Uint8Array {
  const places = new Map(wordList.map((word, place) => [word, place]));
  // Four words of the list have a hyphen of their own, so it may separate words only where it is no part of one.
  const words = text.toLowerCase().normalize('NFKC').split(/[\s,.;]+/u).filter((word) => word !== '');
  const digits = words.map((word) => places.get(word));
  let value = 0n;
  for (const digit of digits) {
    if (digit === undefined) {
      throw new VaultFailure('unlock.wrong-recovery-code');
    }
    value = value * BigInt(wordList.length) + BigInt(digit);
  }
  if (digits.length !== wordCount || value >= 1n << 168n) {
    throw new VaultFailure('unlock.wrong-recovery-code');
  }
  const checked = Buffer.from(value.toString(16).padStart(42, '0'), 'hex');
  const code = checked.subarray(0, recoveryCodeBytes);
  if (createHash('sha256').update(code).digest()[0] !== checked[recoveryCodeBytes]) {
    throw new VaultFailure('unlock.wrong-recovery-code');
  }
  return code;
}
