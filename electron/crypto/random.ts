/** The one source of randomness in production; passed in everywhere, so that tests can be repeated. */
import { randomBytes, randomFillSync } from 'node:crypto';

/** Asking the system for a few bytes costs more than sealing an item: small wishes are served out of one answer. */
const pool = new Uint8Array(131_072);
const smallBytes = 256;
let used = pool.length;

export function secureRandom(length: number): Uint8Array {
  if (length > smallBytes) {
    return randomBytes(length);
  }
  if (used + length > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const given = pool.slice(used, used + length);
  // SECURITY: no byte is given twice, and what was given is not kept here.
  pool.fill(0, used, used + length);
  used += length;
  return given;
}
