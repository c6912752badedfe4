/**
 * Running without a window: shortcut, tray and start at login, told together, and what is done when the main window is closed. Joins
 * `quick-shortcut.ts`, `tray-host.ts`, `tray-icon.ts` and `login-start.ts`; made by `main.ts`.
 */
import type { AppSettings } from '../../shared/settings.ts';
import type { DesktopState } from '../../shared/quick-contract.ts';
import type { BackgroundPort } from '../ipc/call-deps.ts';
import type { TrayPort } from '../ipc/tray-calls.ts';
import type { LoginStart } from './login-start.ts';
import type { QuickShortcut } from './quick-shortcut.ts';
import { hasWayBack } from './stay-running.ts';
import type { TrayHost } from './tray-host.ts';
import type { TrayIcon } from './tray-icon.ts';
import { trayMenu } from './tray-menu.ts';

export type Background = BackgroundPort & {
  /** Registers the shortcut, looks for a tray, and goes on showing what there is. */
  begin(): Promise<void>;
  settingsChanged(settings: AppSettings): void;
  /** The menu of the tray may be another now; `items` where its rows may be. */
  refresh(what: 'items' | 'minutes'): void;
  /** Whether the program may start without its window. */
  mayStartHidden(): Promise<boolean>;
  /** The main window is closed: stays, or quits. */
  mainClosed(): Promise<void>;
  tellState(): void;
  /** The program is quitting. */
  end(): void;
};

export type BackgroundDeps = {
  readonly shortcut: QuickShortcut;
  readonly loginStart: LoginStart;
  readonly findHost: () => Promise<TrayHost>;
  readonly openIcon: () => TrayIcon;
  readonly tray: TrayPort;
  readonly settings: () => AppSettings;
  readonly tell: (state: DesktopState) => void;
  readonly quit: () => void;
  readonly stayed: () => void;
  readonly trouble: (where: string, error: unknown) => void;
};

const minutesEveryMs = 20_000;
/** Many things change together; the menu is made once for all of them. */
const gatherMs = 150;

export function makeBackground(deps: BackgroundDeps): Background {
  let icon: TrayIcon | null = null;
  let refreshing: NodeJS.Timeout | undefined;
  let minutes: NodeJS.Timeout | undefined;

  function draw(): void {
    icon?.setEntries(trayMenu(deps.tray.status()));
  }

  /** A host may come and go while the program runs. */
  async function lookForTray(): Promise<TrayHost> {
    const host = await deps.findHost();
    if (host !== 'no-host' && icon === null) {
      icon = deps.openIcon();
      draw();
    }
    return host;
  }

  async function state(): Promise<DesktopState> {
    return { shortcut: deps.shortcut.state(), tray: await lookForTray(), startAtLogin: await deps.loginStart.state() };
  }

  const wayBack = async () => ({ shortcut: deps.shortcut.state(), tray: await lookForTray() });

  function tellState(): void {
    state().then(deps.tell, (error: unknown) => deps.trouble('tell of the desktop', error));
  }

  return {
    state,
    tellState,
    setStartAtLogin: (on) => deps.loginStart.set(on),
    recordShortcut: (recording) => deps.shortcut.record(recording),
    async begin() {
      deps.shortcut.use(deps.settings().quickShortcut);
      await lookForTray();
      minutes = setInterval(draw, minutesEveryMs);
    },
    end() {
      clearTimeout(refreshing);
      clearInterval(minutes);
    },
    settingsChanged: ({ quickShortcut }) => deps.shortcut.use(quickShortcut),
    refresh(what) {
      if (what === 'items') {
        deps.tray.forgetItems();
      }
      clearTimeout(refreshing);
      refreshing = setTimeout(draw, gatherMs);
    },
    mayStartHidden: async () => hasWayBack(await wayBack()),
    async mainClosed() {
      if (deps.settings().keepRunning && hasWayBack(await wayBack())) {
        deps.stayed();
      } else {
        deps.quit();
      }
    },
  };
}
