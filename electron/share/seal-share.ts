/**
 * Seals chosen fields of items as a standard age file, for recipients or under a passphrase. Anyone with the `age`
 * program can open it. Not here: who the recipients are, or asking the user once more. Called by the share calls.
 */
import { fileLimits } from '../../shared/file-limits.ts';
import { armor, Encrypter } from 'age-encryption';
import { VaultFailure } from '../../shared/failure.ts';
import { passphraseRecipient } from './scrypt-stanza.ts';
import { encodeShareDocument, type ShareChoice } from './share-document.ts';

/** Largest share in bytes, in the form it is passed on; both ends hold to it. */

export type SealFor =
  | { readonly by: 'recipients'; readonly recipients: readonly string[] }
  /** UTF-8, as it was typed, which is what `age` takes. The caller overwrites it. */
  | { readonly by: 'passphrase'; readonly passphrase: Uint8Array };

/** One file in its two forms. */
export type SealedShare = { readonly binary: Uint8Array; readonly armored: string };

const isPostQuantum = (recipient: string) => /^age1(?:tag)?pq1/.test(recipient);

/** True for what can be sealed to: `age1…`, `age1pq1…`, `age1tag1…`, `age1tagpq1…`. */
export function isRecipient(text: string): boolean {
  try {
    // Bech32 is written in one case; the prefix keeps out whatever else the library may come to accept.
    if (!/^age1[0-9a-z]+$/.test(text)) {
      return false;
    }
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** Each once, as they are sealed to. Fails with `share.bad-recipient`. */
export function requireRecipients(given: readonly string[]): readonly string[] {
  const recipients = [...new Set(given.map((recipient) => recipient.trim()))];
  if (recipients.length === 0 || !recipients.every(isRecipient)) {
    throw new VaultFailure('share.bad-recipient');
  }
  // SECURITY: one ordinary recipient would undo what the post-quantum ones promise; `age` refuses the mixture too.
  if (new Set(recipients.map(isPostQuantum)).size > 1) {
    throw new VaultFailure('share.bad-recipient', { check: 'mixed' });
  }
  return recipients;
}

function encrypterFor(to: SealFor): Encrypter {
  const encrypter = new Encrypter();
  if (to.by === 'passphrase') {
    if (to.passphrase.length === 0) {
      throw new VaultFailure('passphrase.too-short');
    }
    encrypter.addRecipient(passphraseRecipient(to.passphrase));
    return encrypter;
  }
  for (const recipient of requireRecipients(to.recipients)) {
    encrypter.addRecipient(recipient);
  }
  return encrypter;
}

/**
 * Fails with `share.bad-recipient`, `share.nothing-chosen`, and `attachment.too-large` where the sealed file would be larger
 * than what can be opened again.
 */
export async function sealShare(choices: readonly ShareChoice[], to: SealFor): Promise<SealedShare> {
  const encrypter = encrypterFor(to);
  const document = encodeShareDocument(choices);
  try {
    // Armour adds a third and line ends; tested before the work is done.
    if (document.length * 1.4 > fileLimits.share) {
      throw new VaultFailure('attachment.too-large', { limitBytes: Math.floor(fileLimits.share / 2) });
    }
    const binary = await encrypter.encrypt(document);
    return { binary, armored: armor.encode(binary) };
  } finally {
    document.fill(0);
  }
}
