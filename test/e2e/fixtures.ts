/**
 * What every end-to-end spec starts from: `launch` runs the application (real Electron where its binary is present,
 * the Chromium stand-in elsewhere) with a user-data folder of its own, and ends it afterwards. Import `test` and
 * `expect` from here, not from playwright.
 */
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from 'playwright/test';
import { electronBinary, launchElectron } from './launch-electron.ts';
import { launchStandIn } from './launch-stand-in.ts';
import type { ElectronModule, Launch, LaunchWishes, Run } from './running-app.ts';

export { expect } from 'playwright/test';
export type { ElectronModule } from './running-app.ts';
export { addVirtualAuthenticator, type VirtualAuthenticator } from './virtual-authenticator.ts';
export { saveScreenshot } from './save-screenshot.ts';

/** False on the Chromium stand-in. Decided once: all tests of a run are on the same. */
export const onElectron = electronBinary() !== undefined;

export interface LaunchOptions {
  /** Another launch's folder, to start where that one left off; a fresh one by default. */
  readonly userData?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly arguments?: readonly string[];
  readonly main?: string;
}

export interface App {
  /** The first window that is shown; after `restart()`, the new one. */
  readonly window: Page;
  readonly userData: string;
  /** `app.getPath('home')`; documents and downloads lie in it. Removed after the test. */
  readonly home: string;
  windows(): Page[];
  /** Runs in the main process with the `electron` module. The function's text is sent: it sees nothing around it. */
  evaluate<Result, Arg>(act: (electron: ElectronModule, arg: Arg) => Result | Promise<Result>, arg: Arg): Promise<Result>;
  evaluate<Result>(act: (electron: ElectronModule) => Result | Promise<Result>): Promise<Result>;
  output(): string;
  /**
   * Quits and starts again on the same folder. With `keepsKeys`, virtual security keys live through it: the page and
   * the process stay and the application is loaded anew. Stand-in only: skip such a test where `onElectron`.
   */
  restart(wishes?: { readonly keepsKeys?: boolean }): Promise<void>;
  close(): Promise<void>;
  kill(): Promise<void>;
}

interface Fixtures {
  readonly launch: (options?: LaunchOptions) => Promise<App>;
  /** The application, launched with nothing special. */
  readonly app: App;
}

function appOf(first: Run, wishes: LaunchWishes, home: string, launch: Launch): App {
  let run: Run | undefined = first;
  const now = (): Run => {
    if (run === undefined) {
      throw new Error('The application is closed.');
    }
    return run;
  };
  const leave = async (how: 'quit' | 'kill'): Promise<void> => {
    const ending = run;
    run = undefined;
    await ending?.[how]();
  };
  return {
    get window() {
      return now().window;
    },
    userData: wishes.userData,
    home,
    windows: () => now().windows(),
    evaluate: <Result, Arg>(act: (electron: ElectronModule, arg: Arg) => Result | Promise<Result>, arg?: Arg) => now().evaluate(act, arg as Arg),
    output: () => now().output(),
    restart: async ({ keepsKeys = false } = {}) => {
      if (keepsKeys) {
        await now().restartInPlace?.();
        return;
      }
      await leave('quit');
      run = await launch(wishes);
    },
    close: () => leave('quit'),
    kill: () => leave('kill'),
  };
}

export const test = base.extend<Fixtures>({
  launch: async ({}, use, testInfo) => {
    const root = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
    const apps: App[] = [];

    await use(async (options = {}) => {
      const home = join(root, 'home');
      await mkdir(join(home, 'Documents'), { recursive: true });
      await mkdir(join(home, 'Downloads'), { recursive: true });
      const temporary = join(root, 'tmp');
      await mkdir(temporary, { recursive: true });
      const wishes: LaunchWishes = {
        main: options.main ?? '.',
        userData: options.userData ?? join(root, `user-data-${apps.length + 1}`),
        arguments: options.arguments ?? [],
        // A process that is killed leaves its temporary files; here they go with the rest.
        env: { HOME: home, TMPDIR: temporary, ...options.env },
      };
      await mkdir(wishes.userData, { recursive: true });
      const launch = onElectron ? launchElectron : launchStandIn;
      const app = appOf(await launch(wishes), wishes, home, launch);
      apps.push(app);
      return app;
    });

    for (const app of apps) {
      const output = await Promise.resolve().then(app.output).catch(() => '');
      if (testInfo.status !== testInfo.expectedStatus && output !== '') {
        await testInfo.attach('output of the main process', { body: output, contentType: 'text/plain' });
      }
      await app.close().catch(() => undefined);
    }
    await rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  },
  app: async ({ launch }, use) => {
    await use(await launch());
  },
});
