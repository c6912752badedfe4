/** Composition root: builds the parts and joins them. No logic lives here. */
import { chmodSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { app, dialog, nativeTheme, powerMonitor, session as sessions, shell } from 'electron';
import { fileLimits } from '../shared/file-limits.ts';
import { startWords } from '../shared/main-words.ts';
import { secureRandom as random } from './crypto/random.ts';
import { argon2id } from './crypto/password-kdf.ts';
import { backUpFirst } from './backup/back-up-first.ts';
import { makeBackupKeeper } from './backup/keep-backups.ts';
import { makeBackupReader } from './backup/opened-backup.ts';
import { makeJobs } from './desk/jobs.ts';
import { makeTokenBox } from './desk/token-box.ts';
import { makeVaultDesk } from './desk/vault-desk.ts';
import { setAppMenu } from './desktop/app-menu.ts';
import { makeAppWindows } from './desktop/app-windows.ts';
import { makeAutoLock } from './desktop/auto-lock.ts';
import { makeClipboardHolder } from './desktop/clipboard-holder.ts';
import { watchForCrashes } from './desktop/crash-watch.ts';
import { openEventLog } from './desktop/event-log.ts';
import { makeFileDialogs } from './desktop/file-dialogs.ts';
import { cutNetwork, guardAllContents, guardSession } from './desktop/guard.ts';
import { openMainWindow } from './desktop/main-window.ts';
import { quitInOrder } from './desktop/orderly-quit.ts';
import { isOurFrame } from './desktop/our-frame.ts';
import { servePages } from './desktop/page-server.ts';
import { makeShareQuestion } from './desktop/share-question.ts';
import { makeSiteOpener } from './desktop/site-opener.ts';
import { systemClipboard } from './desktop/system-clipboard.ts';
import type { HeldImport } from './ipc/import-duplicates.ts';
import type { EnrolledKey } from './hardware-key/key-provider.ts';
import { makeLibraryLoader } from './hardware-key/fido-library.ts';
import { makeKeyTalk } from './hardware-key/key-talk.ts';
import { makeKeyWays, usualWay } from './hardware-key/key-ways.ts';
import { makeLibfido2Provider } from './hardware-key/libfido2-provider.ts';
import { makePageCeremony } from './hardware-key/page-ceremony.ts';
import { makeSystemPorts } from './hardware-key/system-ports.ts';
import { openVirtualPorts } from './hardware-key/virtual-ports.ts';
import { makeWebauthnProvider } from './hardware-key/webauthn-provider.ts';
import { makeHandlers } from './ipc/all-calls.ts';
import type { CallDeps, HeldCopy, HeldFile, OfferedShare, Proof } from './ipc/call-deps.ts';
import { openGate } from './ipc/gate.ts';
import { copiesOnDisk } from './store/find-copies.ts';
import { dropKept, keepAside } from './store/keep-aside.ts';
import { openBackupFolder } from './store/backup-folder.ts';
import { openMachineMemory } from './store/machine-memory.ts';
import { openSettingsFile } from './store/settings-file.ts';
import { openVaultFile } from './store/vault-file.ts';
import { watchVaultFile } from './store/watch-vault-file.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const paths = {
  pages: join(here, '../renderer'),
  preload: join(here, '../preload/preload.cjs'),
  icon: join(here, '../icon.png'),
  virtualKey: join(here, '../virtual-key/virtual-key.js'),
} as const;

async function start(): Promise<void> {
  const now = (): number => Date.now();
  const steadyNow = (): number => performance.now();
  const clock = { now };
  const userData = app.getPath('userData');
  mkdirSync(userData, { recursive: true, mode: 0o700 });
  // Electron may have made it before us, as readable as the system makes folders.
  chmodSync(userData, 0o700);
  const log = openEventLog(userData, now);
  const trouble = (where: string, error: unknown): void => log.bug('-', where, error);

  let memoryLost = false;
  const [settings, memory] = await Promise.all([openSettingsFile(userData), openMachineMemory(userData, { onSetAside: () => void (memoryLost = true) })]);
  nativeTheme.themeSource = settings.settings().theme;

  // In memory: nothing the page does is ever written to disk by the browser.
  const pageSession = sessions.fromPartition('latchkey');
  guardAllContents();
  await guardSession(pageSession);
  await servePages(pageSession, paths.pages);

  const windows = makeAppWindows({
    isOurFrame,
    trouble,
    open: {
      main: () => openMainWindow({ session: pageSession, preload: paths.preload, icon: paths.icon, settings: settings.settings(), minimised: () => autoLock.minimised(), steadyNow, active: () => autoLock.active() }),
    },
  });
  const { tell } = windows;
  const mainWindow = (): ReturnType<typeof windows.of> => windows.of('main');

  const clipboard = makeClipboardHolder({
    board: systemClipboard,
    now,
    clearAfterSeconds: () => settings.settings().clipboardClearSeconds,
    changed: (change) => tell('clipboard.changed', change),
    clearFailed: () => tell('clipboard.clearFailed', {}),
  });
  const jobs = makeJobs({ now, tell: (progress) => tell('job.progressed', progress) });
  const ceremony = makePageCeremony({ now, tell });
  const keyTalk = makeKeyTalk({ now, tell });
  const fido = makeLibraryLoader();
  // SECURITY: a package has no key made of software, and would not ask for one.
  const isVirtual = !app.isPackaged && app.commandLine.hasSwitch('virtual-key');
  const ports = isVirtual ? await openVirtualPorts(pathToFileURL(paths.virtualKey).href, join(userData, 'virtual-key.json')) : makeSystemPorts(fido);
  const keys = makeKeyWays({
    webauthn: makeWebauthnProvider({ now, ceremony }),
    libfido2: makeLibfido2Provider({ now, library: fido, ports, talk: keyTalk }),
    fido,
    choice: () => settings.settings().keyWay,
    usual: usualWay(process.platform, process.versions.electron !== undefined),
    isVirtual,
  });
  const boxes = {
    places: makeTokenBox<string>({ now, livesSeconds: 86_400, most: 20, missing: 'vault.not-found' }),
    recents: makeTokenBox<string>({ now, livesSeconds: 86_400, most: 200, missing: 'vault.not-found' }),
    enrolments: makeTokenBox<EnrolledKey>({
      now,
      livesSeconds: 600,
      most: 4,
      missing: 'enrolment.expired',
      discard: ({ prfOutput, touchOutput }) => {
        prfOutput.fill(0);
        touchOutput.fill(0);
      },
    }),
    proofs: makeTokenBox<Proof>({ now, livesSeconds: 300, most: 8, missing: 'request.refused' }),
    files: makeTokenBox<HeldFile>({
      now,
      livesSeconds: 3_600,
      most: 100,
      missing: 'attachment.not-found',
      weight: { of: ({ content }) => content.byteLength, most: fileLimits.held },
      discard: ({ content }) => void content.fill(0),
    }),
    imports: makeTokenBox<HeldImport>({ now, livesSeconds: 3_600, most: 2, missing: 'import.expired' }),
    offers: makeTokenBox<OfferedShare>({ now, livesSeconds: 3_600, most: 8, missing: 'share.expired' }),
    sealed: makeTokenBox<Uint8Array>({ now, livesSeconds: 3_600, most: 8, missing: 'share.expired' }),
    copies: makeTokenBox<HeldCopy>({
      now,
      livesSeconds: 86_400,
      most: 40,
      missing: 'merge.expired',
      discard: ({ opened }) => void opened?.close().catch((error: unknown) => trouble('close a copy', error)),
    }),
  };

  const backups = makeBackupKeeper({
    folder: openBackupFolder(join(userData, 'backups')),
    rule: () => {
      const { backupsOn: isOn, backupDays: days, backupWeeks: weeks, backupMonths: months } = settings.settings();
      return { isOn, days, weeks, months };
    },
    now,
    trouble,
  });
  const backupReader = makeBackupReader();

  const device = hostname();
  const desk = makeVaultDesk({
    clock,
    random,
    device,
    memory,
    openFile: openVaultFile,
    changed: (state) => {
      autoLock.reset(state.phase === 'open');
      tell('app.changed', state);
    },
    revised: (revision) => tell('vault.changed', { revision }),
    firstNotices: memoryLost ? ['memory-lost'] : [],
    wrap: (session) => backUpFirst(session, backups),
    daily: (session) => void backups.makeDaily(session),
    cancelWork: jobs.cancelAll,
    emptied: () => {
      Object.values(boxes).forEach((box) => box.clear());
      clipboard.clearOwn().catch((error: unknown) => trouble('clear the clipboard', error));
      backupReader.close().catch((error: unknown) => trouble('close a backup', error));
      windows.reloadAll();
    },
    trouble,
    follow: { watch: watchVaultFile, keepAside, dropKept, caughtUp: (news) => tell('vault.caughtUp', news), copiesChanged: () => tell('copy.changed', {}) },
  });
  const autoLock = makeAutoLock({
    power: powerMonitor,
    asksForScreen: process.platform === 'linux',
    now,
    steadyNow,
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
    keys,
    keyTalk,
    trouble,
    backups,
    backupReader,
    device,
    version: app.getVersion(),
    standIn: process.versions.electron === undefined,
    ...boxes,
    copyFiles: {
      ...copiesOnDisk,
      trash: (path) => shell.trashItem(path),
    },
    window: {
      ...makeFileDialogs(mainWindow),
      openSite: makeSiteOpener(mainWindow),
      askToShare: makeShareQuestion(mainWindow),
      settingsChanged: (changed) => {
        nativeTheme.themeSource = changed.theme;
        windows.all().forEach((window) => window.setContentProtection(changed.contentProtection));
        autoLock.reset(desk.isOpen());
        tell('settings.changed', changed);
      },
    },
  };
  openGate({
    handlers: makeHandlers(deps),
    isOurFrame: (frame) => windows.roleOf(frame) !== null,
    isOpen: desk.isOpen,
    afterCall: desk.noteChanges,
    report: log.bug,
  });

  const putAway = (): Promise<unknown> => Promise.allSettled([desk.lock('asked')]).then(() => clipboard.clearOwn());
  quitInOrder(app, putAway);
  watchForCrashes({
    app,
    process,
    now,
    bug: log.bug,
    isOpen: desk.isOpen,
    lock: () => desk.lock('page-gone'),
    putAway,
    say: (title, text) => dialog.showErrorBox(title, text),
    exit: (code) => app.exit(code),
  });

  const show = (): void => windows.show('main');
  // The page asks about what is being written before it locks; without a page there is nothing to ask about.
  setAppMenu((command) => (command === 'lock' && windows.all().length === 0 ? void desk.lock('asked') : tell('menu.chosen', { command })));
  app.on('second-instance', show);
  app.on('activate', show);
  show();
}

/** Without a window nobody would know; and a process that stays would keep the next one from starting. */
function failToStart(error: unknown): void {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  dialog.showErrorBox(startWords.failedTitle, startWords.failed(app.getPath('userData'), code));
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
