/**
 * Lets the tests that started this process run a function in it with the `electron` module, as Playwright can on real
 * Electron, and tells them where to attach to the pages. Only there when started with an IPC channel by the tests.
 */
import { pathToFileURL } from 'node:url';
import { app, quitInPlace } from './played-app.ts';
import { windowEvents } from './played-window.ts';
import { stage } from './stage.ts';

export interface EvaluateRequest {
  readonly kind: 'evaluate';
  readonly id: number;
  readonly source: string;
  readonly arg: unknown;
}

/** Quits and starts the application anew in this process, so that its page keeps its virtual security keys. */
export interface RestartRequest {
  readonly kind: 'restart';
  readonly id: number;
}

export type ChannelAnswer =
  | { readonly kind: 'attach'; readonly endpoint: string }
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly message: string };

function isRequest(message: unknown): message is EvaluateRequest | RestartRequest {
  return typeof message === 'object' && message !== null && 'kind' in message && (message.kind === 'evaluate' || message.kind === 'restart');
}

let starts = 1;

async function restart(): Promise<void> {
  await quitInPlace();
  const shown = new Promise<void>((resolve) => {
    windowEvents.once('created', (window: Electron.BrowserWindow) => window.webContents.once('did-finish-load', resolve));
  });
  starts += 1;
  const main = pathToFileURL(process.argv[1] ?? '');
  main.searchParams.set('start', String(starts));
  await import(main.href);
  await shown;
}

function sayUnlessEnded(error: unknown): void {
  if (!stage.hasEnded()) {
    process.stderr.write(`stand-in: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

export function serveTests(electron: object): void {
  if (process.env['LATCHKEY_STAND_IN_DEVTOOLS'] !== '1' || process.send === undefined) {
    return;
  }
  const answer = (message: ChannelAnswer): void => void process.send?.(message);
  process.on('message', (message) => {
    if (!isRequest(message)) {
      return;
    }
    const { id } = message;
    Promise.resolve()
      .then((): unknown =>
        message.kind === 'restart' ? restart() : new Function('electron', 'arg', `return (${message.source})(electron, arg);`)(electron, message.arg),
      )
      .then((value) => answer({ kind: 'value', id, value }))
      .catch((error: unknown) => answer({ kind: 'error', id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) }));
  });
  // Only once ready: by then the application has set its Chromium switches.
  void app.whenReady().then(stage.devtoolsEndpoint).then((endpoint) => {
    if (endpoint !== undefined) {
      answer({ kind: 'attach', endpoint });
    }
  }, sayUnlessEnded);
}
