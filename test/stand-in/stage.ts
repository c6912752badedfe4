/**
 * The one Chromium that plays every window: started at the first need, through a devtools pipe, with a profile of its
 * own that is removed afterwards. Knows nothing of Electron. Called by played-contents.ts and played-app.ts.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { browserArguments, runsAsRoot } from '../../build/browser-arguments.ts';
import { findBrowser, findWindowlessBrowser } from '../../build/find-browser.ts';

const hasDisplay =
  process.platform === 'darwin' || process.platform === 'win32' || Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);

/** Visible windows where there is a display, unless told otherwise. */
export const headed = hasDisplay && process.env['LATCHKEY_HEADLESS'] !== '1';

/** SECURITY: a devtools port is opened for tests only, when they ask by name; it gives whoever reaches it the page. */
const wantsDevtoolsPort = process.env['LATCHKEY_STAND_IN_DEVTOOLS'] === '1';

/**
 * A window of its own, without tabs and address, and no bar about the switches above. Chromium takes no `about:` page for an
 * app, so it begins with an empty document.
 */
const asWindow = ['--app=data:text/html,', '--test-type'];

interface Show {
  readonly context: BrowserContext;
  readonly profile: string;
  spare: Page | undefined;
}

export interface Stage {
  readonly chromiumSwitches: Map<string, string>;
  openPage(): Promise<Page>;
  /** Puts an emptied page back, for the next window to use: it keeps the virtual security keys it has. */
  keepPage(page: Page): Promise<void>;
  /**
   * The one devtools session of a page. Never detached: Chromium takes a page's virtual security keys away when any
   * session of that page ends.
   */
  devtoolsFor(page: Page): Promise<CDPSession>;
  /** Where tests may attach; undefined unless asked for. */
  devtoolsEndpoint(): Promise<string | undefined>;
  clearData(origin: string | undefined): Promise<void>;
  end(): Promise<void>;
  hasEnded(): boolean;
}

/**
 * A page served by interception has no certificate, and Chromium lets WebAuthn reach a real key only with one, unless
 * this preference (its policy AllowWebAuthnWithBrokenTlsCerts) says otherwise. No page of another host can be here.
 */
function makeProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'latchkey-stand-in-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify({ webauthn: { allow_with_broken_certs: true } }));
  return profile;
}

/** Chromium's last helpers may still write for a moment after its main process is gone. */
async function removeProfile(profile: string): Promise<void> {
  await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }).catch(() => undefined);
}

export function buildStage(): Stage {
  let show: Promise<Show> | undefined;
  let ended = false;
  let removed: Promise<void> = Promise.resolve();
  const chromiumSwitches = new Map<string, string>();

  const sessions = new WeakMap<Page, Promise<CDPSession>>();
  const devtoolsFor = (page: Page): Promise<CDPSession> => {
    const session = sessions.get(page) ?? page.context().newCDPSession(page);
    sessions.set(page, session);
    return session;
  };

  const raise = async (): Promise<Show> => {
    const executablePath = headed ? findBrowser() : findWindowlessBrowser();
    if (executablePath === undefined) {
      throw new Error('No Chromium found. Install the package "chromium", or set LATCHKEY_CHROMIUM to its path.');
    }
    const profile = makeProfile();
    const extra = [...chromiumSwitches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
    const launch = (chromiumSandbox: boolean): Promise<BrowserContext> => chromium.launchPersistentContext(profile, {
      executablePath,
      headless: !headed,
      viewport: null,
      chromiumSandbox,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [
        ...browserArguments,
        ...extra,
        ...(wantsDevtoolsPort ? ['--remote-debugging-port=0'] : []),
        ...(headed ? asWindow : []),
      ],
    });
    const context = await launch(!runsAsRoot).catch((error: unknown) => {
      if (runsAsRoot) {
        throw error;
      }
      // Systems that keep user namespaces from ordinary programs; trying the app is all the stand-in is for.
      process.stderr.write('Chromium does not start with its sandbox here; going on without it.\n');
      return launch(false);
    });
    // For a process that ends before it has quit; playwright's own listener, added before, has ended Chromium by then.
    process.once('exit', () => {
      try {
        rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
      } catch {
        // The system's own cleaning of temporary files remains.
      }
    });
    context.on('close', () => {
      show = undefined;
      removed = removeProfile(profile);
    });
    // What no window serves goes nowhere; a window's own interception comes before this one.
    await context.route('**/*', (route) => route.abort('namenotresolved'));
    return { context, profile, spare: context.pages()[0] };
  };

  const current = (): Promise<Show> => {
    if (ended) {
      return Promise.reject(new Error('The application is quitting.'));
    }
    show ??= raise();
    return show;
  };

  return {
    chromiumSwitches,
    openPage: async () => {
      const on = await current();
      const spare = on.spare;
      on.spare = undefined;
      return spare !== undefined && !spare.isClosed() ? spare : on.context.newPage();
    },
    keepPage: async (page) => {
      await page.unrouteAll();
      await page.goto('about:blank');
      const on = await current();
      on.spare = page;
    },
    devtoolsFor,
    devtoolsEndpoint: async () => {
      if (!wantsDevtoolsPort) {
        return undefined;
      }
      const { profile } = await current();
      const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
      return `http://127.0.0.1:${port ?? ''}`;
    },
    clearData: async (origin) => {
      if (show === undefined) {
        return;
      }
      const { context } = await show;
      await context.clearCookies();
      for (const page of context.pages()) {
        const its = origin ?? new URL(page.url()).origin;
        if (its !== 'null') {
          await (await devtoolsFor(page)).send('Storage.clearDataForOrigin', { origin: its, storageTypes: 'all' });
        }
      }
    },
    hasEnded: () => ended,
    end: async () => {
      ended = true;
      const on = await show?.catch(() => undefined);
      await on?.context.close();
      await removed;
    },
  };
}

export const stage = buildStage();
