/** What a maintenance command is given of the world: where it says things, who is asked, which files. `vault.ts` joins it; tests play it. */
import type { BackupFolder } from '../electron/backup/backup-port.ts';
import type { PasswordKdf } from '../electron/crypto/password-kdf.ts';
import type { Clock, Progress, RandomBytes, VaultFile } from '../electron/vault/vault-port.ts';

export type CommandPort = {
  /** One line of the answer (stdout). */
  readonly say: (line: string) => void;
  /** One line about the work, or why it did not come to its end (stderr). */
  readonly note: (line: string) => void;
  readonly progress: Progress;
  /** Null where nothing was typed. */
  readonly askSecret: (prompt: string) => Promise<string | null>;
  /** The first line of a file of the user's; null where it cannot be read. */
  readonly readFirstLine: (path: string) => Promise<string | null>;
  readonly openFile: (path: string, options: { readonly readOnly?: boolean }) => Promise<VaultFile>;
  /** The application's own where null is given. */
  readonly openBackups: (folder: string | null) => BackupFolder;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly device: string;
  readonly kdf?: PasswordKdf;
  readonly signal: AbortSignal;
};
