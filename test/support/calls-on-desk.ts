/**
 * The real handlers over a real desk and a vault file in memory: for tests of what the calls do together. Dialogs and the clipboard
 * answer nothing. Derivations are real and cost the floor.
 */
import { secureRandom } from '../../electron/crypto/random.ts';
import type { BackupFolder } from '../../electron/backup/backup-port.ts';
import { backUpFirst } from '../../electron/backup/back-up-first.ts';
import { makeBackupKeeper } from '../../electron/backup/keep-backups.ts';
import { makeBackupReader } from '../../electron/backup/opened-backup.ts';
import { makeJobs, type Stage } from '../../electron/desk/jobs.ts';
import { makeRecentUse } from '../../electron/desk/recent-use.ts';
import { makeTokenBox, type TokenBox } from '../../electron/desk/token-box.ts';
import { makeVaultDesk, type VaultDeskDeps } from '../../electron/desk/vault-desk.ts';
import type { EnrolledKey } from '../../electron/hardware-key/key-provider.ts';
import { makeKeyTalk } from '../../electron/hardware-key/key-talk.ts';
import type { KeyWays } from '../../electron/hardware-key/key-ways.ts';
import { makePageCeremony } from '../../electron/hardware-key/page-ceremony.ts';
import { makeHandlers } from '../../electron/ipc/all-calls.ts';
import type { CallDeps, HeldCopy } from '../../electron/ipc/call-deps.ts';
import { openMachineMemory } from '../../electron/store/machine-memory.ts';
import { openSettingsFile } from '../../electron/store/settings-file.ts';
import type { VaultFile } from '../../electron/vault/vault-port.ts';
import type { FailureCode } from '../../shared/failure.ts';
import { makeMemoryBackupFolder } from './memory-backup-folder.ts';
import { makeMemoryVaultFile, type MemoryVaultFile } from './memory-vault-file.ts';
import { nothingFollowed } from './desk-in-memory.ts';
import { credential, prfOutput, quickKdf, touchOutput } from './sample-vault.ts';

function notAsked(): never {
  throw new Error('no dialog was expected');
}

const blueKey: KeyWays = {
  name: 'webauthn',
  enrol: async () => ({ credential, prfOutput: Uint8Array.from(prfOutput), touchOutput: Uint8Array.from(touchOutput), counter: 0 }),
  assert: async ({ use }) => ({ credentialId: credential.credentialId, prfOutput: Uint8Array.from(use === 'open' ? prfOutput : touchOutput), counter: 0, assertionHolds: true }),
  isVirtual: false,
  library: () => 'missing',
  changePin: async () => notAsked(),
};

/** With `real`, vault files and backups lie where that says: on a real disk, where one is to be measured. */
export async function makeCallsOnDesk(folder: string, real?: { readonly openFile: VaultDeskDeps['openFile']; readonly backupFolder: BackupFolder }) {
  const now = (): number => Date.now();
  const box = <T>(missing: FailureCode): TokenBox<T> => makeTokenBox<T>({ now, livesSeconds: 600, most: 8, missing });
  const disk: { file: MemoryVaultFile | null; readOnly: boolean } = { file: null, readOnly: false };
  const told: { readonly jobId: string; readonly stage: Stage; readonly done: number; readonly total: number }[] = [];
  const boxes = {
    places: box<string>('vault.not-found'),
    recents: box<string>('vault.not-found'),
    enrolments: box<EnrolledKey>('enrolment.expired'),
    proofs: box<'any' | 'first-kit'>('request.refused'),
    files: box<CallDeps['files'] extends TokenBox<infer T> ? T : never>('attachment.not-found'),
    imports: box<CallDeps['imports'] extends TokenBox<infer T> ? T : never>('import.expired'),
    offers: box<CallDeps['offers'] extends TokenBox<infer T> ? T : never>('share.expired'),
    sealed: box<Uint8Array>('share.expired'),
    copies: box<HeldCopy>('merge.expired'),
  };
  const memory = await openMachineMemory(folder);
  const jobs = makeJobs({ now, tell: (progress) => void told.push(progress) });
  const settings = await openSettingsFile(folder);
  const backupFolder = makeMemoryBackupFolder();
  const backups = makeBackupKeeper({
    folder: real?.backupFolder ?? backupFolder,
    rule: () => ({ isOn: settings.settings().backupsOn, days: 7, weeks: 4, months: 6 }),
    now,
    trouble: (where, error) => {
      throw new Error(where, { cause: error });
    },
  });
  const backupReader = makeBackupReader();
  const desk = makeVaultDesk({
    clock: { now },
    random: secureRandom,
    device: 'here',
    memory,
    openFile: real?.openFile ?? (async (_path, { create = false }): Promise<VaultFile> => {
      const file = makeMemoryVaultFile(create ? undefined : disk.file?.durable());
      disk.file = file;
      return disk.readOnly ? { ...file, writable: false } : file;
    }),
    changed: () => undefined,
    revised: () => undefined,
    wrap: (session) => backUpFirst(session, backups),
    cancelWork: jobs.cancelAll,
    emptied: () => {
      Object.values(boxes).forEach((each) => each.clear());
      void backupReader.close();
    },
    firstNotices: [],
    follow: nothingFollowed,
    trouble: (where, error) => {
      throw new Error(where, { cause: error });
    },
  });
  const deps: CallDeps = {
    desk,
    jobs,
    memory,
    ...boxes,
    settings,
    backups,
    backupReader,
    device: 'here',
    keys: blueKey,
    ceremony: makePageCeremony({ now, tell: () => undefined }),
    keyTalk: makeKeyTalk({ now, tell: () => undefined }),
    clipboard: { copy: async () => null, clear: async () => undefined },
    autoLock: { locksAt: () => null },
    clock: { now },
    random: secureRandom,
    // Measuring would choose a cost for this machine; in no time, it takes the dearest there is.
    kdf: async (...given) => {
      await new Promise((resolve) => setTimeout(resolve, 600));
      return quickKdf(...given);
    },
    trouble: () => undefined,
    version: '0',
    standIn: true,
    recentUse: makeRecentUse(),
    quick: { hide: () => undefined, openMain: () => undefined },
    background: { state: async () => ({ shortcut: 'off', tray: 'unknown', startAtLogin: 'unavailable' }), setStartAtLogin: notAsked, recordShortcut: () => undefined },
    copyFiles: {
      beside: async () => [],
      fingerprint: async () => '',
      isSame: async (one, other) => one === other,
      openFile: notAsked,
      trash: notAsked,
    },
    browsers: {
      isListening: () => true,
      paired: () => [],
      cutOff: async () => undefined,
      places: async () => [],
      setUp: notAsked,
      takeAway: notAsked,
    },
    window: {
      settingsChanged: () => undefined,
      describePlace: (path) => ({ name: path, place: '' }),
      defaultVaultPlace: async () => '/vaults/Home.latchkey',
      chooseVaultFile: notAsked,
      chooseNewVaultPlace: notAsked,
      chooseFiles: notAsked,
      saveFile: notAsked,
      showInFolder: notAsked,
      openSite: notAsked,
      askToShare: async () => true,
      print: notAsked,
      savePdf: notAsked,
    },
  };
  return { calls: makeHandlers(deps), desk, disk, told, boxes, deps, backupFolder };
}

export const strongPassphrase = 'brass lantern under the stairs';
