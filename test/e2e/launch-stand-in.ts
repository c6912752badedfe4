/**
 * Starts the application on the Chromium stand-in and attaches to its pages through a devtools port that only this
 * asks for. Called by fixtures.ts.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { chromium, type BrowserContext, type Page } from 'playwright';
import type { ChannelAnswer, EvaluateRequest, RestartRequest } from '../stand-in/test-channel.ts';
import { currentEnv } from './launch-electron.ts';
import { quitPatienceMs, type Launch, type LaunchWishes, type Run } from './running-app.ts';

interface Channel {
  readonly endpoint: Promise<string>;
  evaluate(source: string, arg: unknown): Promise<unknown>;
  restart(): Promise<unknown>;
}

function openChannel(child: ChildProcess, exited: Promise<void>, output: () => string): Channel {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  let onEndpoint: (endpoint: string) => void = () => undefined;
  const endpoint = new Promise<string>((resolve, reject) => {
    onEndpoint = resolve;
    void exited.then(() => reject(new Error(`The application ended before it showed a window:\n${output()}`)));
  });
  endpoint.catch(() => undefined);
  void exited.then(() => waiting.forEach(({ reject }) => reject(new Error('The application ended.'))));
  child.on('message', (message: ChannelAnswer) => {
    if (message.kind === 'attach') {
      onEndpoint(message.endpoint);
      return;
    }
    const pending = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'value') {
      pending?.resolve(message.value);
    } else {
      pending?.reject(new Error(message.message));
    }
  });
  const ask = (request: (id: number) => EvaluateRequest | RestartRequest): Promise<unknown> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      child.send(request(lastId));
    });
  return {
    endpoint,
    evaluate: (source, arg) => ask((id) => ({ kind: 'evaluate', id, source, arg })),
    restart: () => ask((id) => ({ kind: 'restart', id })),
  };
}

const isShown = (page: Page): boolean => page.url().startsWith('https:');

async function firstWindow(context: BrowserContext, exited: Promise<void>, output: () => string): Promise<Page> {
  let ended = false;
  void exited.then(() => (ended = true));
  for (;;) {
    const shown = context.pages().find(isShown);
    if (shown !== undefined) {
      await shown.waitForLoadState('domcontentloaded');
      return shown;
    }
    if (ended) {
      throw new Error(`The application ended before it showed a window:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * The main process may be ahead of this connection: until it has heard of the page's last navigation, what it runs
 * in the page fails. Once something ran, it has.
 */
async function hasCaughtUp(page: Page): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await page.evaluate(() => location.protocol === 'https:').catch(() => false)) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The page did not come back after the restart.');
}

export const launchStandIn: Launch = async (wishes: LaunchWishes): Promise<Run> => {
  const main = wishes.main === '.' ? 'dist/main/main.js' : wishes.main;
  const child = fork(main, [`--user-data-dir=${wishes.userData}`, ...wishes.arguments], {
    execArgv: ['--enable-source-maps', '--import', './dist/stand-in/register.js'],
    env: {
      ...currentEnv(),
      LATCHKEY_HEADLESS: '1',
      ...wishes.env,
      LATCHKEY_STAND_IN_DEVTOOLS: '1',
    },
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  const output = (): string => text;
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const channel = openChannel(child, exited, output);

  const browser = await chromium.connectOverCDP(await channel.endpoint, { noDefaults: true, isLocal: true });
  const context = browser.contexts()[0] ?? (await browser.newContext());
  const detach = (): Promise<void> => browser.close().catch(() => undefined);
  const window = await firstWindow(context, exited, output);
  return {
    window,
    windows: () => context.pages().filter(isShown),
    evaluate: async (act, arg) => (await channel.evaluate(act.toString(), arg)) as Awaited<ReturnType<typeof act>>,
    output,
    restartInPlace: async () => {
      await channel.restart();
      await hasCaughtUp(window);
    },
    quit: async () => {
      const late = setTimeout(() => child.kill('SIGKILL'), quitPatienceMs);
      await channel.evaluate('({ app }) => { app.quit(); }', undefined).catch(() => undefined);
      await exited;
      clearTimeout(late);
      await detach();
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
      await detach();
    },
  };
};
