/**
 * The age identity of a vault: what others seal to. Not here: where it is kept (an item of the vault) and using it
 * (`open-share.ts`). Called by the share calls.
 */
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { VaultFailure } from '../../shared/failure.ts';

/** `identity` is secret (`AGE-SECRET-KEY-…`), `recipient` is for everybody (`age1…`). */
export type SharingIdentity = { readonly identity: string; readonly recipient: string };

/** X25519, which every `age` knows. The post-quantum kind takes `age` 1.3 or newer at the other end. */
export async function makeSharingIdentity(kind: 'x25519' | 'post-quantum' = 'x25519'): Promise<SharingIdentity> {
  const identity = await (kind === 'x25519' ? generateX25519Identity() : generateHybridIdentity());
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The public half of an identity; `share.bad-recipient` for what is none. */
export async function recipientOf(identity: string): Promise<string> {
  try {
    return await identityToRecipient(identity);
  } catch {
    throw new VaultFailure('share.bad-recipient', { check: 'identity' });
  }
}
