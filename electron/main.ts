/** Composition root: builds the parts and joins them. No logic lives here. */
import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog, nativeTheme, powerMonitor, session as sessions } from 'electron';
import { eventChannel } from '../shared/bridge.ts';
import type { EventName, Heard } from '../shared/contract.ts';
import { secureRandom as random } from './crypto/random.ts';
import { argon2id } from './crypto/password-kdf.ts';
import { makeJobs } from './desk/jobs.ts';
import { makeTokenBox } from './desk/token-box.ts';
import { makeVaultDesk } from './desk/vault-desk.ts';
import { setAppMenu } from './desktop/app-menu.ts';
import { makeAutoLock } from './desktop/auto-lock.ts';
import { makeClipboardHolder } from './desktop/clipboard-holder.ts';
import { openEventLog } from './desktop/event-log.ts';
import { makeFileDialogs } from './desktop/file-dialogs.ts';
import { cutNetwork, guardAllContents, guardSession, isOurFrame } from './desktop/guard.ts';
import { openMainWindow } from './desktop/main-window.ts';
import { servePages } from './desktop/page-server.ts';
import { makeShareQuestion } from './desktop/share-question.ts';
import { makeSiteOpener } from './desktop/site-opener.ts';
import { systemClipboard } from './desktop/system-clipboard.ts';
import type { ReadImport } from './exchange/read-import.ts';
import type { EnrolledKey } from './hardware-key/key-provider.ts';
import { makePageCeremony } from './hardware-key/page-ceremony.ts';
import { makeWebauthnProvider } from './hardware-key/webauthn-provider.ts';
import { makeHandlers } from './ipc/all-calls.ts';
import type { CallDeps, HeldFile, OfferedShare, Proof } from './ipc/call-deps.ts';
import { openGate } from './ipc/gate.ts';
import { openMachineMemory } from './store/machine-memory.ts';
import { openSettingsFile } from './store/settings-file.ts';
import { openVaultFile } from './store/vault-file.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const paths = {
  pages: join(here, '../renderer'),
  preload: join(here, '../preload/preload.cjs'),
  icon: join(here, '../icon.png'),
} as const;

async function start(): Promise<void> {
  const now = (): number => Date.now();
  const clock = { now };
  const userData = app.getPath('userData');
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  const log = openEventLog(userData, now);
  const trouble = (where: string, error: unknown): void => log.bug('-', where, error);
  process.on('unhandledRejection', (reason) => trouble('unhandled rejection', reason));

  let memoryLost = false;
  const [settings, memory] = await Promise.all([openSettingsFile(userData), openMachineMemory(userData, { onSetAside: () => void (memoryLost = true) })]);
  nativeTheme.themeSource = settings.settings().theme;

  // In memory: nothing the page does is ever written to disk by the browser.
  const pageSession = sessions.fromPartition('latchkey');
  guardAllContents();
  await guardSession(pageSession);
  await servePages(pageSession, paths.pages);

  let window: BrowserWindow | null = null;
  const tell = <Name extends EventName>(name: Name, payload: Heard<Name>): void => {
    if (window !== null && !window.isDestroyed()) {
      window.webContents.send(eventChannel, name, payload);
    }
  };
  const windowOf = (): BrowserWindow => {
    if (window === null) {
      throw new Error('no window');
    }
    return window;
  };

  const clipboard = makeClipboardHolder({
    board: systemClipboard,
    now,
    clearAfterSeconds: () => settings.settings().clipboardClearSeconds,
    changed: (change) => tell('clipboard.changed', change),
  });
  const jobs = makeJobs({ now, tell: (progress) => tell('job.progressed', progress) });
  const ceremony = makePageCeremony({ now, tell });
  const boxes = {
    places: makeTokenBox<string>({ now, livesSeconds: 86_400, most: 100, missing: 'vault.not-found' }),
    enrolments: makeTokenBox<EnrolledKey>({
      now,
      livesSeconds: 600,
      most: 4,
      missing: 'enrolment.expired',
      discard: ({ prfOutput }) => void prfOutput.fill(0),
    }),
    proofs: makeTokenBox<Proof>({ now, livesSeconds: 300, most: 8, missing: 'request.refused' }),
    files: makeTokenBox<HeldFile>({
      now,
      livesSeconds: 3_600,
      most: 100,
      missing: 'attachment.not-found',
      discard: ({ content }) => void content.fill(0),
    }),
    imports: makeTokenBox<ReadImport>({ now, livesSeconds: 3_600, most: 2, missing: 'import.expired' }),
    offers: makeTokenBox<OfferedShare>({ now, livesSeconds: 3_600, most: 8, missing: 'share.expired' }),
    sealed: makeTokenBox<Uint8Array>({ now, livesSeconds: 3_600, most: 8, missing: 'share.expired' }),
  };

  const desk = makeVaultDesk({
    clock,
    random,
    device: hostname(),
    memory,
    openFile: openVaultFile,
    changed: (state) => {
      autoLock.reset(state.phase === 'open');
      tell('app.changed', state);
    },
    revised: (revision) => tell('vault.changed', { revision }),
    firstNotices: memoryLost ? ['memory-lost'] : [],
    cancelWork: jobs.cancelAll,
    emptied: () => {
      Object.values(boxes).forEach((box) => box.clear());
      clipboard.clearOwn().catch((error: unknown) => trouble('clear the clipboard', error));
      // A fresh page holds nothing the old one was shown.
      if (window !== null && !window.isDestroyed()) {
        window.webContents.reload();
      }
    },
    trouble,
  });
  const autoLock = makeAutoLock({
    power: powerMonitor,
    now,
    settings: () => settings.settings(),
    lock: (reason) => void desk.lock(reason),
    told: (locksAt) => tell('autoLock.changed', { locksAt }),
  });

  const deps: CallDeps = {
    desk,
    jobs,
    clipboard,
    autoLock,
    settings,
    memory,
    ceremony,
    clock,
    random,
    kdf: argon2id,
    keys: makeWebauthnProvider({ now, ceremony }),
    trouble,
    version: app.getVersion(),
    standIn: process.versions.electron === undefined,
    ...boxes,
    window: {
      ...makeFileDialogs(windowOf),
      openSite: makeSiteOpener(windowOf),
      askToShare: makeShareQuestion(windowOf),
      settingsChanged: (changed) => {
        nativeTheme.themeSource = changed.theme;
        window?.setContentProtection(changed.contentProtection);
        autoLock.reset(desk.isOpen());
        tell('settings.changed', changed);
      },
    },
  };
  openGate({
    handlers: makeHandlers(deps),
    isOurFrame,
    isOpen: desk.isOpen,
    afterCall: desk.noteChanges,
    report: log.bug,
  });

  const show = (): void => {
    if (window === null || window.isDestroyed()) {
      window = openMainWindow({ session: pageSession, preload: paths.preload, icon: paths.icon, settings: settings.settings() });
      window.on('minimize', () => {
        if (settings.settings().lockOnMinimise) {
          void desk.lock('minimised');
        }
      });
      window.on('closed', () => {
        window = null;
      });
      return;
    }
    if (window.isMinimized()) {
      window.restore();
    }
    window.show();
    window.focus();
  };
  setAppMenu((command) => (command === 'lock' ? void desk.lock('asked') : tell('menu.chosen', { command })));
  app.on('second-instance', show);
  app.on('activate', show);

  let closing = false;
  app.on('before-quit', (event) => {
    // The vault is closed and the clipboard cleared before the process ends; then quitting goes on.
    if (!closing) {
      closing = true;
      event.preventDefault();
      void Promise.allSettled([desk.lock('asked')])
        .then(() => Promise.allSettled([clipboard.clearOwn()]))
        .then(() => app.quit());
    }
  });
  show();
}

/** Without a window nobody would know; and a process that stays would keep the next one from starting. */
function failToStart(error: unknown): void {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  dialog.showErrorBox('Latchkey cannot start', `It could not read or write its own folder${code}:\n${app.getPath('userData')}\n\nMake that folder writable for you, or free some space, and start again.`);
  app.exit(1);
}

// SECURITY: a debugger's door into the page is none of a package's business; the fuses do not close this one.
if (app.isPackaged && ['remote-debugging-port', 'remote-debugging-pipe'].some((name) => app.commandLine.hasSwitch(name))) {
  app.exit(1);
} else if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  cutNetwork();
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(start).catch(failToStart);
} else {
  app.quit();
}
