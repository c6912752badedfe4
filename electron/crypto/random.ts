/** The one source of randomness in production; passed in everywhere, so that tests can be repeated. */
import { randomBytes } from 'node:crypto';

export function secureRandom(length: number): Uint8Array {
  return randomBytes(length);
}
