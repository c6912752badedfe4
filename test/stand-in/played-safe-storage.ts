/**
 * Plays `safeStorage` with a key in a file of the user-data folder, so that what was sealed opens after a restart.
 * It protects nothing: whoever reads the folder reads the key. Called by electron.ts.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from './played-app.ts';
import { playing } from './playing.ts';

function storageKey(): Buffer {
  const path = join(app.getPath('userData'), 'stand-in-safe-storage.key');
  try {
    return readFileSync(path);
  } catch {
    const key = randomBytes(32);
    writeFileSync(path, key, { mode: 0o600, flag: 'wx' });
    return key;
  }
}

const mark = Buffer.from('v10');

export const safeStorage = playing<Electron.SafeStorage>({
  isEncryptionAvailable: () => app.isReady(),
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'basic_text',
  setUsePlainTextEncryption: () => undefined,
  encryptString: (plainText) => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', storageKey(), nonce);
    const sealed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
    return Buffer.concat([mark, nonce, cipher.getAuthTag(), sealed]);
  },
  decryptString: (encrypted) => {
    const failure = new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
    if (!encrypted.subarray(0, 3).equals(mark) || encrypted.length < 31) {
      throw failure;
    }
    try {
      const decipher = createDecipheriv('aes-256-gcm', storageKey(), encrypted.subarray(3, 15));
      decipher.setAuthTag(encrypted.subarray(15, 31));
      return Buffer.concat([decipher.update(encrypted.subarray(31)), decipher.final()]).toString('utf8');
    } catch {
      throw failure;
    }
  },
});
