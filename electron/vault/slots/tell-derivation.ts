/**
 * A derivation that says when it begins and when it is over (`derive`, 0 and 1 of 1). Argon2id tells nothing of what lies between;
 * whoever shows it draws that from the time it took before.
 */
import type { PasswordKdf } from '../../crypto/password-kdf.ts';
import type { Progress } from '../vault-port.ts';

export function tellDerivation(kdf: PasswordKdf, progress: Progress | undefined): PasswordKdf {
  return async (passphrase, salt, cost) => {
    progress?.('derive', 0, 1);
    try {
      return await kdf(passphrase, salt, cost);
    } finally {
      progress?.('derive', 1, 1);
    }
  };
}
