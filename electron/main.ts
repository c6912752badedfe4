/** Composition root: builds the parts and joins them. No logic lives here. */
import { chmodSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { app, dialog, nativeTheme, Notification, powerMonitor, session as sessions, shell } from 'electron';
import { hostSwitch } from '../shared/browser-names.ts';
import { startWords, trayWords } from '../shared/main-words.ts';
import { secureRandom as random } from './crypto/random.ts';
import { argon2id } from './crypto/password-kdf.ts';
import { makeBrowserLink } from './browser-link/browser-link.ts';
import { runHost } from './browser-link/host.ts';
import { makeHostInstall } from './browser-link/host-install.ts';
import { placeOfThisUser } from './browser-link/link-place.ts';
import { backUpFirst } from './backup/back-up-first.ts';
import { makeBackupKeeper } from './backup/keep-backups.ts';
import { makeBackupReader } from './backup/opened-backup.ts';
import { makeJobs } from './desk/jobs.ts';
import { makeRecentUse } from './desk/recent-use.ts';
import { serveBrowsers } from './desk/serve-browsers.ts';
import { makeVaultDesk } from './desk/vault-desk.ts';
import { setAppMenu } from './desktop/app-menu.ts';
import { makeAutoLock } from './desktop/auto-lock.ts';
import { makeClipboardHolder } from './desktop/clipboard-holder.ts';
import { watchForCrashes } from './desktop/crash-watch.ts';
import { openEventLog } from './desktop/event-log.ts';
import { makeFileDialogs } from './desktop/file-dialogs.ts';
import { cutNetwork, guardAllContents, guardSession } from './desktop/guard.ts';
import { hostCommand, systemFolders } from './desktop/host-command.ts';
import { runAsHost } from './desktop/host-mode.ts';
import { systemKeychain } from './desktop/keychain.ts';
import { openDesktopWindows } from './desktop/open-windows.ts';
import { quitInOrder } from './desktop/orderly-quit.ts';
import { makePairingQuestion } from './desktop/pairing-question.ts';
import { servePages } from './desktop/page-server.ts';
import { holdWhileAsked } from './desktop/quick-copy.ts';
import { makeShareQuestion } from './desktop/share-question.ts';
import { makeSiteOpener } from './desktop/site-opener.ts';
import { askForShortcuts, openBackground } from './desktop/start-background.ts';
import { backgroundSwitch, quickSwitch } from './desktop/stay-running.ts';
import { systemClipboard } from './desktop/system-clipboard.ts';
import { openKeys } from './hardware-key/open-keys.ts';
import { makeHandlers } from './ipc/all-calls.ts';
import type { CallDeps } from './ipc/call-deps.ts';
import { openDetails } from './ipc/ask-touch.ts';
import { openGate } from './ipc/gate.ts';
import { makeHeldBoxes } from './ipc/held-boxes.ts';
import { mayCall } from './ipc/role-calls.ts';
import { makeTrayPort } from './ipc/tray-calls.ts';
import { copiesOnDisk } from './store/find-copies.ts';
import { dropKept, keepAside } from './store/keep-aside.ts';
import { openBackupFolder } from './store/backup-folder.ts';
import { openPairedBrowsers } from './store/paired-browsers.ts';
import { openMachineMemory } from './store/machine-memory.ts';
import { openSettingsFile } from './store/settings-file.ts';
import { openVaultFile } from './store/vault-file.ts';
import { watchVaultFile } from './store/watch-vault-file.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const paths = {
  pages: join(here, '../renderer'),
  preload: join(here, '../preload/preload.cjs'),
  icon: join(here, '../icon.png'),
  tray: join(here, '../tray'),
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
  const [settings, memory, pairings] = await Promise.all([
    openSettingsFile(userData),
    openMachineMemory(userData, { onSetAside: () => void (memoryLost = true) }),
    openPairedBrowsers(userData, { keychain: systemKeychain }),
  ]);
  nativeTheme.themeSource = settings.settings().theme;

  // In memory: nothing the page does is ever written to disk by the browser.
  const pageSession = sessions.fromPartition('latchkey');
  guardAllContents();
  await guardSession(pageSession);
  await servePages(pageSession, paths.pages);

  const { windows, quick, showMain } = openDesktopWindows({
    session: pageSession,
    preload: paths.preload,
    icon: paths.icon,
    settings: settings.settings, now, steadyNow,
    autoLock: () => autoLock,
    mainClosed: () => void background.mainClosed(),
    trouble,
  });
  const { tell } = windows;
  const mainWindow = (): ReturnType<typeof windows.of> => windows.of('main');

  const clipboard = makeClipboardHolder({
    board: systemClipboard,
    now,
    clearAfterSeconds: () => settings.settings().clipboardClearSeconds,
    changed: (change) => {
      if (change.itemId !== null && desk.isOpen()) {
        recentUse.note(desk.session().vaultId, change.itemId);
        background.refresh('items');
      }
      tell('clipboard.changed', change);
    },
    clearFailed: () => tell('clipboard.clearFailed', {}),
  });
  const jobs = makeJobs({ now, tell: (progress) => tell('job.progressed', progress) });
  // SECURITY: a package has no key made of software, and would not ask for one.
  const isVirtual = !app.isPackaged && app.commandLine.hasSwitch('virtual-key');
  const hardwareKeys = await openKeys({
    now,
    tell: holdWhileAsked(quick, tell),
    choice: () => settings.settings().keyWay,
    isElectron: process.versions.electron !== undefined,
    virtual: isVirtual ? { module: pathToFileURL(paths.virtualKey).href, state: join(userData, 'virtual-key.json') } : null,
  });
  const recentUse = makeRecentUse();
  const boxes = makeHeldBoxes({ now, trouble });

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
    clock, random, device, memory, trouble,
    openFile: openVaultFile,
    changed: (state) => {
      autoLock.reset(state.phase === 'open');
      background.refresh('items');
      browserLink.statusChanged(state.phase === 'open');
      tell('app.changed', state);
    },
    revised: (revision) => {
      background.refresh('items');
      browserLink.itemsChanged();
      tell('vault.changed', { revision });
    },
    firstNotices: memoryLost ? ['memory-lost'] : [],
    wrap: (session) => backUpFirst(session, backups),
    daily: (session) => void backups.makeDaily(session),
    cancelWork: jobs.cancelAll,
    emptied: () => {
      Object.values(boxes).forEach((box) => box.clear());
      clipboard.clearOwn().catch((error: unknown) => trouble('clear the clipboard', error));
      backupReader.close().catch((error: unknown) => trouble('close a backup', error));
      background.recordShortcut(false);
      windows.reloadAll();
    },
    follow: { watch: watchVaultFile, keepAside, dropKept, caughtUp: (news) => tell('vault.caughtUp', news), copiesChanged: () => tell('copy.changed', {}) },
  });
  const autoLock = makeAutoLock({
    power: powerMonitor,
    asksForScreen: process.platform === 'linux',
    now,
    steadyNow,
    settings: () => settings.settings(),
    lock: (reason) => void desk.lock(reason),
    told: (locksAt) => {
      background.refresh('minutes');
      tell('autoLock.changed', { locksAt });
    },
  });

  const fileDialogs = makeFileDialogs(mainWindow);
  const browserLink = makeBrowserLink({
    place: placeOfThisUser(), book: pairings, isOpen: desk.isOpen, steadyNow, appName: app.getName(), trouble,
    askToPair: makePairingQuestion(() => (showMain(), mainWindow())),
    changed: () => tell('browser.changed', {}),
    fill: serveBrowsers({
      desk, memory, now, random, recentUse, offeredVaults: boxes.offeredVaults, describePlace: fileDialogs.describePlace, appVersion: app.getVersion(),
      locksAt: () => autoLock.locksAt(),
      detailsByTouch: (session, itemId) => (showMain(), openDetails(deps, session, itemId)),
      copy: clipboard.copy,
      bringUp: showMain,
    }),
  });
  const hostInstall = makeHostInstall({ system: systemFolders(), folder: userData, command: hostCommand(here) });

  const deps: CallDeps = {
    desk, jobs, clipboard, autoLock, settings, memory, clock, random, trouble, backups, backupReader, device, recentUse,
    ...hardwareKeys,
    kdf: argon2id,
    version: app.getVersion(),
    standIn: process.versions.electron === undefined,
    ...boxes,
    copyFiles: { ...copiesOnDisk, trash: (path) => shell.trashItem(path) },
    browsers: { ...browserLink, ...hostInstall },
    matchesCurrentPage: browserLink.matchesCurrentPage,
    quick: { hide: quick.hide, openMain: showMain },
    background: {
      state: () => background.state(),
      setStartAtLogin: (on) => background.setStartAtLogin(on),
      recordShortcut: (recording) => background.recordShortcut(recording),
    },
    window: {
      ...fileDialogs,
      openSite: makeSiteOpener(mainWindow),
      askToShare: makeShareQuestion(mainWindow),
      settingsChanged: (changed) => {
        nativeTheme.themeSource = changed.theme;
        windows.all().forEach((window) => window.setContentProtection(changed.contentProtection));
        autoLock.reset(desk.isOpen());
        background.settingsChanged(changed);
        tell('settings.changed', changed);
      },
    },
  };
  const handlers = makeHandlers(deps);
  openGate({
    handlers,
    isOurFrame: (frame) => windows.roleOf(frame) !== null,
    mayCall: (frame, name) => mayCall(windows.roleOf(frame), name),
    isOpen: desk.isOpen,
    afterCall: desk.noteChanges,
    report: log.bug,
  });

  const putAway = (): Promise<unknown> => Promise.allSettled([desk.lock('asked'), browserLink.close()]).then(() => clipboard.clearOwn());
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

  // The page asks about what is being written before it locks; without a page there is nothing to ask about.
  const lockAsked = (): void => (windows.has('main') ? tell('menu.chosen', { command: 'lock' }) : void desk.lock('asked'));
  setAppMenu((command) => (command === 'lock' ? lockAsked() : tell('menu.chosen', { command })));
  const tray = makeTrayPort({
    ...deps, handlers, showMain, search: quick.show, lock: lockAsked, quit: () => app.quit(),
    say: (code) => new Notification({ title: trayWords.notCopiedTitle, body: trayWords.notCopied(code) }).show(),
  });
  const background = openBackground({
    icons: paths.tray,
    tray,
    settings: settings.settings,
    pressed: quick.toggle,
    stayed: autoLock.minimised,
    tell: (state) => tell('desktop.changed', state),
    trouble,
  });
  app.on('second-instance', (_event, argv) => (argv.includes(quickSwitch) ? quick.show('') : showMain()));
  app.on('activate', showMain);
  const began = background.begin();
  if (process.argv.includes(backgroundSwitch) && (await began.then(background.mayStartHidden))) {
    quick.prepare();
  } else {
    showMain();
  }
  hostInstall.refresh().then(browserLink.start).catch((error: unknown) => trouble('listen for browsers', error));
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
} else if (app.isPackaged && process.argv.includes(hostSwitch)) {
  runAsHost((io) => runHost({ ...io, place: placeOfThisUser() }));
} else if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  cutNetwork();
  askForShortcuts();
  // The main window decides when it is closed (`keep-in-background.ts`); Electron would quit where nobody listens.
  app.on('window-all-closed', () => undefined);
  app.whenReady().then(start).catch(failToStart);
} else {
  app.quit();
}
