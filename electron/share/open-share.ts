/**
 * Opens an age file that somebody sent: a Latchkey share, a text, or any file at all. What comes out is for a preview;
 * nothing is taken in here. Called by the share calls, after `readAgeFile` told what it takes.
 */
import { Decrypter } from 'age-encryption';
import { VaultFailure } from '../../shared/failure.ts';
import type { AgeFile } from './read-age-file.ts';
import { receiveForeign, textOf, type NewIds, type ReceivedItem } from './received-item.ts';
import { passphraseIdentity } from './scrypt-stanza.ts';
import { parseShareDocument } from './share-document.ts';

export type OpenWith = {
  /** UTF-8, as it was typed. The caller overwrites it. */
  readonly passphrase?: Uint8Array;
  /** `AGE-SECRET-KEY-1…` or `AGE-SECRET-KEY-PQ-1…`. */
  readonly identities?: readonly string[];
};

/** True for what `openShare` takes as an identity. */
export function isIdentity(text: string): boolean {
  try {
    new Decrypter().addIdentity(text);
    return true;
  } catch {
    return false;
  }
}

async function decrypt(file: AgeFile, presented: OpenWith): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  const { opensWith } = file;
  if (opensWith.needs === 'passphrase') {
    if (presented.passphrase === undefined) {
      throw new VaultFailure('share.wrong-passphrase');
    }
    decrypter.addIdentity(passphraseIdentity(presented.passphrase, opensWith.stanza));
  } else {
    for (const identity of presented.identities ?? []) {
      if (!isIdentity(identity)) {
        throw new VaultFailure('share.bad-recipient', { check: 'identity' });
      }
      decrypter.addIdentity(identity);
    }
  }
  // Asked only when none before it fits: so "not for us" and "for us, but broken" are told apart without reading messages.
  let noneFits = false;
  decrypter.addIdentity({
    unwrapFileKey() {
      noneFits = true;
      return null;
    },
  });
  try {
    return await decrypter.decrypt(file.binary);
  } catch {
    if (noneFits) {
      throw new VaultFailure(opensWith.needs === 'passphrase' ? 'share.wrong-passphrase' : 'share.not-for-us');
    }
    throw new VaultFailure('share.damaged', { check: 'payload' });
  }
}

/**
 * Fails with `share.wrong-passphrase`, `share.not-for-us`, `share.damaged`, `share.bad-recipient` (an identity that is none), and
 * `attachment.too-large`. `fileName` is the age file's, or '' for pasted text.
 */
export async function openShare(file: AgeFile, presented: OpenWith, fileName: string, ids: NewIds): Promise<readonly ReceivedItem[]> {
  const content = await decrypt(file, presented);
  try {
    const text = textOf(content);
    const items = text === null ? null : parseShareDocument(text, ids);
    return items ?? [receiveForeign(content, text, fileName, ids)];
  } finally {
    content.fill(0);
  }
}
