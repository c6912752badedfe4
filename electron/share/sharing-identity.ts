/**
 * The age identity of a vault: what others seal to. Not here: where it is kept (an item of the vault) and using it
 * (`open-share.ts`). Called by the share calls.
 */
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { VaultFailure } from '../../shared/failure.ts';

/** `identity` is secret (`AGE-SECRET-KEY-…`), `recipient` is for everybody (`age1…`). */
export type SharingIdentity = { readonly identity: string; readonly recipient: string };

/** X25519, which every `age` knows. */
export async function makeSharingIdentity(): Promise<SharingIdentity> {
  const identity = await generateX25519Identity();
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
