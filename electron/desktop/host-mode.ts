/**
 * The packaged program as its own native messaging host: started by a browser with `--browser-host`, it opens no window, no vault and no
 * session, asks for no single-instance lock, and ends with its pipes. Its fuses forbid it to be Node (`build/packaging-config.ts`), so this
 * is how a package carries frames without a second program in it. Called by main.ts before anything else.
 */
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { app } from 'electron';

export function runAsHost(relay: (io: { readonly input: Readable; readonly output: Writable }) => Promise<void>): void {
  // Beside the running application: not in its folders, not on its screen.
  const folder = join(app.getPath('userData'), 'browser-host');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
  app.disableHardwareAcceleration();
  if (process.platform === 'darwin') {
    app.setActivationPolicy('prohibited');
  }
  // On Windows Electron gives its main process an empty standard input; the pipe itself is there.
  const io = process.platform === 'win32' ? { input: createReadStream('', { fd: 0 }), output: createWriteStream('', { fd: 1 }) } : { input: process.stdin, output: process.stdout };
  relay(io).then(
    () => app.exit(0),
    () => app.exit(1),
  );
}
