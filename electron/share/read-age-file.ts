/**
 * What an age file tells before it is opened: that it is one, and whether it wants a passphrase or an identity.
 * Hostile input: everything is bounded before any work is done. Called by `open-share.ts`.
 */
import { fileLimits } from '../../shared/file-limits.ts';
import { armor, Decrypter, type Stanza } from 'age-encryption';
import { VaultFailure } from '../../shared/failure.ts';
import { parseScryptStanza, type ScryptStanza } from './scrypt-stanza.ts';

const intro = 'age-encryption.org/v1\n';
const armorBegin = '-----BEGIN AGE ENCRYPTED FILE-----';
const armorEnd = '-----END AGE ENCRYPTED FILE-----';
/** A post-quantum recipient takes 1.6 kB; twenty of them are the most that Latchkey writes. */
const largestHeaderBytes = 131_072;
const mostStanzas = 200;

export type AgeFile = {
  /** The file without armour. */
  readonly binary: Uint8Array;
  readonly opensWith: { readonly needs: 'passphrase'; readonly stanza: ScryptStanza } | { readonly needs: 'identity' };
};

/** The armoured block, even in the middle of a message, indented, or quoted with `>` by a mail program. */
function unarmor(text: string): Uint8Array {
  const begin = text.indexOf(armorBegin);
  const end = text.indexOf(armorEnd, begin);
  if (end < 0) {
    throw new VaultFailure('share.damaged', { check: 'armour' });
  }
  const lines = text
    .slice(begin, end + armorEnd.length)
    .split('\n')
    .map((line) => line.replace(/^[\s>]+/, '').trimEnd())
    .filter((line) => line !== '');
  try {
    return armor.decode(lines.join('\n'));
  } catch {
    throw new VaultFailure('share.damaged', { check: 'armour' });
  }
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return bytes.length >= text.length && Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text;
}

function toBinary(bytes: Uint8Array): Uint8Array {
  if (startsWith(bytes, intro)) {
    return bytes;
  }
  // Armour is ASCII; an UTF-16 file of it, as some editors save, is read too.
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const text = wide ? new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes) : Buffer.from(bytes).toString('latin1');
  if (!text.includes(armorBegin)) {
    throw new VaultFailure('share.not-an-age-file');
  }
  const binary = unarmor(text);
  if (!startsWith(binary, intro)) {
    throw new VaultFailure('share.not-an-age-file');
  }
  return binary;
}

async function readStanzas(binary: Uint8Array): Promise<readonly Stanza[]> {
  const start = Buffer.from(binary.subarray(0, largestHeaderBytes));
  const mac = start.indexOf('\n---');
  const end = mac < 0 ? -1 : start.indexOf('\n', mac + 1);
  if (end < 0) {
    throw new VaultFailure(binary.length > largestHeaderBytes ? 'share.too-costly' : 'share.damaged', { check: 'header' });
  }
  const seen: Stanza[][] = [];
  const decrypter = new Decrypter();
  // An identity that opens nothing and only looks: the library parses the header, and nobody does so twice.
  decrypter.addIdentity({
    unwrapFileKey(stanzas: Stanza[]) {
      seen.push(stanzas);
      return null;
    },
  });
  await decrypter.decryptHeader(binary.subarray(0, end + 1)).catch(() => undefined);
  const [stanzas] = seen;
  if (stanzas === undefined) {
    throw new VaultFailure('share.damaged', { check: 'header' });
  }
  return stanzas;
}

/**
 * Fails with `request.too-large`, `share.not-an-age-file`, `share.damaged` and `share.too-costly`. The bytes are those of a file,
 * armoured or not, or of pasted text.
 */
export async function readAgeFile(bytes: Uint8Array): Promise<AgeFile> {
  if (bytes.length > fileLimits.share) {
    throw new VaultFailure('request.too-large', { limitBytes: fileLimits.share });
  }
  const binary = toBinary(bytes);
  const stanzas = await readStanzas(binary);
  if (stanzas.length > mostStanzas) {
    throw new VaultFailure('share.too-costly');
  }
  const [first, ...others] = stanzas;
  if (!stanzas.some((stanza) => stanza.args[0] === 'scrypt')) {
    return { binary, opensWith: { needs: 'identity' } };
  }
  // SECURITY: a passphrase stands alone (age.md): beside it another recipient could have made the file.
  if (first === undefined || others.length > 0) {
    throw new VaultFailure('share.damaged', { check: 'header' });
  }
  return { binary, opensWith: { needs: 'passphrase', stanza: parseScryptStanza(first) } };
}
