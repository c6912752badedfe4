/** Composition root: builds the parts and joins them. No logic lives here. */
import { chmodSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { app, dialog, nativeTheme, powerMonitor, session as sessions, shell } from 'electron';
import { hostSwitch } from '../shared/browser-names.ts';
import { startWords } from '../shared/main-words.ts';
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
import { makeAppWindows } from './desktop/app-windows.ts';
import { makeAutoLock } from './desktop/auto-lock.ts';
import { makeClipboardHolder } from './desktop/clipboard-holder.ts';
import { watchForCrashes } from './desktop/crash-watch.ts';
import { openEventLog } from './desktop/event-log.ts';
import { makeFileDialogs } from './desktop/file-dialogs.ts';
import { cutNetwork, guardAllContents, guardSession } from './desktop/guard.ts';
import { hostCommand, systemFolders } from './desktop/host-command.ts';
import { runAsHost } from './desktop/host-mode.ts';
import { systemKeychain } from './desktop/keychain.ts';
import { openMainWindow } from './desktop/main-window.ts';
import { quitInOrder } from './desktop/orderly-quit.ts';
import { isOurFrame } from './desktop/our-frame.ts';
import { makePairingQuestion } from './desktop/pairing-question.ts';
import { servePages } from './desktop/page-server.ts';
import { makeShareQuestion } from './desktop/share-question.ts';
import { makeSiteOpener } from './desktop/site-opener.ts';
import { systemClipboard } from './desktop/system-clipboard.ts';
import { makeLibraryLoader } from './hardware-key/fido-library.ts';
import { makeKeyTalk } from './hardware-key/key-talk.ts';
import { makeKeyWays, usualWay } from './hardware-key/key-ways.ts';
import { makeLibfido2Provider } from './hardware-key/libfido2-provider.ts';
import { makePageCeremony } from './hardware-key/page-ceremony.ts';
import { makeSystemPorts } from './hardware-key/system-ports.ts';
import { openVirtualPorts } from './hardware-key/virtual-ports.ts';
import { makeWebauthnProvider } from './hardware-key/webauthn-provider.ts';
import { makeHandlers } from './ipc/all-calls.ts';
import type { CallDeps } from './ipc/call-deps.ts';
import { makeHeldBoxes } from './ipc/held-boxes.ts';
import { openDetails } from './ipc/ask-touch.ts';
import { openGate } from './ipc/gate.ts';
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
    clock,
    random,
    device,
    memory,
    openFile: openVaultFile,
    changed: (state) => {
      autoLock.reset(state.phase === 'open');
      browserLink.statusChanged(state.phase === 'open');
      tell('app.changed', state);
    },
    revised: (revision) => {
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

  const show = (): void => windows.show('main');
  const fileDialogs = makeFileDialogs(mainWindow);
  const browserLink = makeBrowserLink({
    ...{ place: placeOfThisUser(), book: pairings, isOpen: desk.isOpen, steadyNow, appName: app.getName(), trouble },
    askToPair: makePairingQuestion(() => (show(), mainWindow())),
    changed: () => tell('browser.changed', {}),
    fill: serveBrowsers({
      ...{ desk, memory, now, random, recentUse: makeRecentUse(), offeredVaults: boxes.offeredVaults, describePlace: fileDialogs.describePlace, appVersion: app.getVersion() },
      locksAt: () => autoLock.locksAt(),
      detailsByTouch: (session, itemId) => (show(), openDetails(deps, session, itemId)),
      copy: clipboard.copy,
      bringUp: show,
    }),
  });
  const hostInstall = makeHostInstall({ system: systemFolders(), folder: userData, command: hostCommand(here) });

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
    browsers: { ...browserLink, ...hostInstall },
    window: {
      ...fileDialogs,
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
  setAppMenu((command) => (command === 'lock' && windows.all().length === 0 ? void desk.lock('asked') : tell('menu.chosen', { command })));
  app.on('second-instance', show);
  app.on('activate', show);
  show();

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
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(start).catch(failToStart);
} else {
  app.quit();
}
