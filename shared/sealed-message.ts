/**
 * What both sides do alike on a connection: what they agree on in hello, and how a message becomes the text inside `sealed` and back.
 * Used by `browser-caller.ts` and `electron/browser-link/channel.ts`.
 */
import { base64ToBytes, bytesToBase64, bytesToText, textToBytes, type Bytes } from './text-bytes.ts';
import type { VersionSpan } from './browser-messages.ts';
import type { CipherState } from './noise-kk.ts';

/** What hello came to, as bytes that go into pairing code and handshake: a version forced on the two by somebody between opens nothing. */
export function agreementOf(version: number, extension: VersionSpan, app: VersionSpan): Bytes {
  return textToBytes(`latchkey browser bridge ${version}, extension ${extension.least}-${extension.most}, application ${app.least}-${app.most}`);
}

/** The prologue of the handshake: what was agreed, and under which pairing. */
export function prologueOf(agreement: Uint8Array, pairingId: string): Bytes {
  return textToBytes(`${bytesToText(agreement) ?? ''}, pairing ${pairingId}`);
}

const padTo = 256;

/** JSON, filled up with spaces (which JSON allows behind a value) to a multiple of 256 bytes, so that no length tells that of a password. */
export async function sealMessage(out: CipherState, message: unknown): Promise<string> {
  const text = textToBytes(JSON.stringify(message));
  const padded = new Uint8Array(Math.ceil(text.length / padTo) * padTo).fill(0x20);
  padded.set(text);
  try {
    return bytesToBase64(await out.seal(padded));
  } finally {
    text.fill(0);
    padded.fill(0);
  }
}

export type OpenedMessage = { readonly ok: true; readonly message: unknown } | { readonly ok: false };

/** Not ok where it was not sealed by the other side, or is not the very next message; then the connection is over. */
export async function openMessage(into: CipherState, data: string): Promise<OpenedMessage> {
  const sealed = base64ToBytes(data);
  const opened = sealed === null ? null : await into.open(sealed);
  const text = opened === null ? null : bytesToText(opened);
  opened?.fill(0);
  if (text === null) {
    return { ok: false };
  }
  try {
    return { ok: true, message: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}
