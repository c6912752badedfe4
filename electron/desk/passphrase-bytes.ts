/**
 * A typed passphrase as bytes: UTF-8 of its NFC form (as RFC 8265's OpaqueString), so that the same keys pressed on another
 * system give the same bytes. The caller overwrites them; the string itself is beyond reach in JavaScript.
 */
export function passphraseBytes(passphrase: string): Uint8Array {
  return new TextEncoder().encode(passphrase.normalize('NFC'));
}

/** Runs `work` with the bytes and overwrites them after, whatever happened. */
export function withPassphrase<T>(passphrase: string, work: (bytes: Uint8Array) => Promise<T>): Promise<T> {
  return withBytes(passphraseBytes(passphrase), work);
}

/** As `withPassphrase` with the text as it was typed, which is what the `age` program takes. */
export function withTyped<T>(passphrase: string, work: (bytes: Uint8Array) => Promise<T>): Promise<T> {
  return withBytes(new TextEncoder().encode(passphrase), work);
}

async function withBytes<T>(bytes: Uint8Array, work: (bytes: Uint8Array) => Promise<T>): Promise<T> {
  try {
    return await work(bytes);
  } finally {
    bytes.fill(0);
  }
}
