/**
 * The last state of a vault that this machine has seen, kept outside the file, so that an older copy is noticed. Made by the
 * session after each change, compared at open.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { idToBytes } from '../../shared/ids.ts';
import { tagBytes } from '../crypto/aead.ts';
import { hmacSha256, sameBytes } from '../crypto/digest.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import type { VaultState } from './vault-state.ts';
import type { SeenHead } from './vault-types.ts';

type HeadFacts = Omit<SeenHead, 'mac'>;

export function makeSeenHead(state: VaultState): SeenHead {
  const facts: HeadFacts = {
    vaultId: state.vaultId,
    epoch: state.header.epoch,
    generation: state.header.generation,
    frameCount: state.log.offsets.length,
    headTag: state.log.last.subarray(-tagBytes).toString('base64url'),
  };
  return { ...facts, mac: headMac(facts, state.keys.seenHead).toString('base64url') };
}

/** Throws `vault.rolled-back` where this file is older than, or another branch than, what was seen. */
export function compareSeenHead(seen: SeenHead, state: VaultState, tagAtSeen: Buffer | null): void {
  const check = difference(seen, state, tagAtSeen);
  if (check) {
    throw new VaultFailure('vault.rolled-back', { fileName: state.deps.file.fileName, check });
  }
}

/**
 * Whether the vault key is another one than when this machine last saw the vault. SECURITY: whoever has an old copy and a way that was withdrawn since
 * can make a file of a greater epoch, of which nothing else can be compared; only people know whether they changed the key elsewhere.
 */
export function isKeyNew(seen: SeenHead, { vaultId, keys }: VaultState): boolean {
  return seen.vaultId === vaultId && !sameBytes(headMac(seen, keys.seenHead), Buffer.from(seen.mac, 'base64url'));
}

function difference(seen: SeenHead, state: VaultState, tagAtSeen: Buffer | null): string | null {
  const { header, log, keys } = state;
  if (seen.vaultId !== state.vaultId) {
    return null;
  }
  if (seen.epoch > header.epoch) {
    return 'epoch';
  }
  if (seen.generation > header.generation) {
    return 'generation';
  }
  if (seen.epoch < header.epoch) {
    // The file was rewritten since, maybe under a new key: neither chain nor MAC can be compared.
    return null;
  }
  if (!sameBytes(headMac(seen, keys.seenHead), Buffer.from(seen.mac, 'base64url'))) {
    return 'seen-head';
  }
  if (seen.frameCount > log.offsets.length) {
    return 'frames';
  }
  return tagAtSeen && tagAtSeen.equals(Buffer.from(seen.headTag, 'base64url')) ? null : 'chain';
}

function headMac(facts: HeadFacts, key: SecretKey): Buffer {
  const numbers = Buffer.alloc(12);
  numbers.writeUInt32BE(clamp(facts.epoch));
  numbers.writeUInt32BE(clamp(facts.generation), 4);
  numbers.writeUInt32BE(clamp(facts.frameCount), 8);
  return hmacSha256(key, idToBytes(facts.vaultId), numbers, Buffer.from(facts.headTag, 'base64url'));
}

/** The seen head comes from outside: a number that does not fit only makes the MAC wrong. */
function clamp(value: number): number {
  return Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff ? value : 0;
}
