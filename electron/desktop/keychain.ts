/** The system's keychain, as far as Electron has one here. Called by main.ts for what is kept outside the vault. */
import { safeStorage } from 'electron';

/** On Linux without a keyring Electron "encrypts" with a fixed password: that is none. */
function isThere(): boolean {
  return safeStorage.isEncryptionAvailable() && (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');
}

export const systemKeychain = {
  seal: (text: string): string | null => (isThere() ? safeStorage.encryptString(text).toString('base64') : null),
  open(sealed: string): string | null {
    try {
      return safeStorage.decryptString(Buffer.from(sealed, 'base64'));
    } catch {
      return null;
    }
  },
};
