/**
 * Every message between a browser's extension and the application that travels in clear: hello, pairing, the handshake, and the envelope
 * of what is sealed. What stands inside the envelope is in `browser-asks.ts`. Both sides parse with these; docs/browser-bridge.md explains.
 */
import { z } from 'zod';
import { messageBytes } from './browser-names.ts';

/** The versions of the protocol that this side speaks. */
export type VersionSpan = { readonly least: number; readonly most: number };
export const ourVersions: VersionSpan = { least: 1, most: 1 };

const versionNumber = z.number().int().min(1).max(65_535);

/** The newest version that both speak; null where there is none. */
export function chooseVersion(ours: VersionSpan, theirs: VersionSpan): number | null {
  const version = Math.min(ours.most, theirs.most);
  return version >= Math.max(ours.least, theirs.least) ? version : null;
}

/** Base64 (RFC 4648, section 4, padded) of exactly so many bytes. */
const bytesAsText = (length: number) => z.base64().length(Math.ceil(length / 3) * 4);

export const publicKeyBytes = 32;
export const nonceBytes = 32;
const publicKey = bytesAsText(publicKeyBytes);
const nonce = bytesAsText(nonceBytes);

/** Sixteen random bytes in hexadecimal digits. */
export const pairingId = z.string().regex(/^[0-9a-f]{32}$/u);

/** Of a Noise KK message with an empty payload: an ephemeral key and a tag. */
const handshake = bytesAsText(48);

const sealed = z.object({ type: z.literal('sealed'), data: z.base64().max(messageBytes) });

/** What the extension calls the browser it runs in, for the list of paired browsers: `Chromium 141 on Linux`. Believed by nobody. */
export const browserLabel = z.string().trim().min(1).max(80);

export const fromExtension = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), least: versionNumber, most: versionNumber, extension: z.object({ version: z.string().max(40), browser: browserLabel }) }),
  z.object({ type: z.literal('pair.begin'), key: publicKey }),
  z.object({ type: z.literal('pair.reveal'), nonce }),
  z.object({ type: z.literal('session.begin'), pairingId, noise: handshake }),
  sealed,
]);
export type FromExtension = z.infer<typeof fromExtension>;

/** Why the application goes no further on this connection, which it closes. */
export const refusalReason = z.enum([
  /** No version in common; `least` and `most` are the application's. */
  'version',
  /** Not JSON, or no message of this list. */
  'malformed',
  /** More than a mebibyte was announced. */
  'too-large',
  /** A message of the list at a moment that is not its own. */
  'out-of-order',
  /** The pairing was cut off, or is of another application folder. */
  'unknown-pairing',
  /** The handshake or a sealed message was not made with the pairing's keys, or came a second time. */
  'broken-seal',
  /** Too many connections, or too many wrong ones. */
  'too-many',
]);
export type RefusalReason = z.infer<typeof refusalReason>;

export const declinedReason = z.enum([
  /** By the user, in the application's window. */
  'declined',
  /** Another pairing is being asked about, or one was declined a moment ago. */
  'busy',
  /** Nobody answered. */
  'expired',
  /** The vault is locked: only who opened it may pair a browser. The window comes to the front. */
  'locked',
]);
export type DeclinedReason = z.infer<typeof declinedReason>;

export const fromApp = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), version: versionNumber, least: versionNumber, most: versionNumber, app: z.object({ version: z.string().max(40) }) }),
  z.object({ type: z.literal('refused'), because: refusalReason, least: versionNumber, most: versionNumber }),
  z.object({ type: z.literal('pair.commit'), key: publicKey, commitment: bytesAsText(32) }),
  z.object({ type: z.literal('pair.reveal'), nonce }),
  z.object({ type: z.literal('pair.accepted'), pairingId, app: z.object({ name: z.string().max(80) }) }),
  z.object({ type: z.literal('pair.declined'), because: declinedReason }),
  z.object({ type: z.literal('session.ready'), noise: handshake }),
  sealed,
  /** The host's own words, not the application's: it found nobody at the socket, or lost whom it had found. */
  z.object({ type: z.literal('host.trouble'), trouble: z.enum(['app-not-running', 'app-gone', 'malformed', 'too-large']) }),
]);
export type FromApp = z.infer<typeof fromApp>;
