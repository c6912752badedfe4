/**
 * `npm run vault -- info|verify|merge|compact FILE`: looking after a vault file without the window, for people and for tests. Joins the
 * terminal, the disk and the command; no logic. Ctrl-C stops the work in an orderly way, a second one at once.
 */
import { open } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { secureRandom } from '../electron/crypto/random.ts';
import { openBackupFolder } from '../electron/store/backup-folder.ts';
import { openVaultFile } from '../electron/store/vault-file.ts';
import { sentenceFor } from '../renderer/text/failures.ts';
import { askSecret } from './ask-secret.ts';
import { backupsPlace } from './backups-place.ts';
import { runCommand } from './run-command.ts';
import { makeProgressLine } from './tell-progress.ts';

/** npm runs a script in the package's folder; a name that was typed means the folder where it was typed. */
function whereTyped(path: string): string {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
  return resolve(script === 'vault' && folder !== undefined ? folder : '', path);
}

async function readFirstLine(path: string): Promise<string | null> {
  try {
    const handle = await open(path);
    try {
      for await (const line of createInterface({ input: handle.createReadStream({ encoding: 'utf8', autoClose: false }) })) {
        // An editor of Windows may have put a byte order mark before it.
        return line.replace(/^\uFEFF/u, '');
      }
      return null;
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort());

const line = makeProgressLine(process.stderr);
try {
  process.exitCode = await runCommand(process.argv.slice(2), {
    say: (text) => {
      line.clear();
      process.stdout.write(`${text}\n`);
    },
    note: (text) => {
      line.clear();
      process.stderr.write(`${text}\n`);
    },
    progress: line.show,
    askSecret,
    readFirstLine: (path) => readFirstLine(whereTyped(path)),
    openFile: (path, options) => openVaultFile(whereTyped(path), options),
    openBackups: (folder) => openBackupFolder(folder !== null ? whereTyped(folder) : backupsPlace(process.platform, process.env, homedir())),
    clock: { now: () => Date.now() },
    random: secureRandom,
    device: hostname(),
    signal: stopping.signal,
  });
} catch (error) {
  line.clear();
  process.stderr.write(`${sentenceFor(error)}\n`);
  process.exitCode = 1;
}
