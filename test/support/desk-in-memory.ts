/**
 * The vault in front of the user on a disk in memory, for tests of the desk and of the calls: one vault per path, a clock that is
 * set by hand, a memory of this computer that can refuse.
 */
import type { FollowPort } from '../../electron/desk/follow-file.ts';
import { makeVaultDesk } from '../../electron/desk/vault-desk.ts';
import { secureRandom } from '../../electron/crypto/random.ts';
import type { MachineMemory } from '../../electron/store/machine-memory.ts';
import { VaultFailure } from '../../shared/failure.ts';
import type { AppState } from '../../shared/views.ts';
import { makeMemoryVaultFile, type MemoryVaultFile } from './memory-vault-file.ts';
import { floorCost, makeSetClock, recoveryCode, recoverySlot } from './sample-vault.ts';

/** Notes the heads and forgets everything else; with `full`, refuses to remember. */
function memoryOf(full: () => boolean, heads: string[]): MachineMemory {
  const remember = (): Promise<void> => (full() ? Promise.reject(new VaultFailure('disk.full')) : Promise.resolve());
  return {
    seenHead: () => null,
    rememberHead: async ({ mac }) => {
      await remember();
      heads.push(mac);
    },
    slotLastUsedAt: () => null,
    rememberSlotUse: remember,
    credentialCounter: () => null,
    rememberCredentialCounter: remember,
    recentVaults: () => [],
    rememberVault: remember,
    forgetVault: remember,
  };
}

/** A disk on which nobody else writes. */
export const nothingFollowed: FollowPort = {
  watch: () => () => undefined,
  keepAside: async () => null,
  dropKept: async () => undefined,
  caughtUp: () => undefined,
  copiesChanged: () => undefined,
};

export function deskWith(follow: Partial<FollowPort> = {}) {
  const clock = makeSetClock();
  /** `held` keeps every read waiting until it is settled; `synced` is called after each sync. */
  const disk = { full: false, held: Promise.resolve(), synced: (): void => undefined };
  const files = new Map<string, MemoryVaultFile>();
  const open = new Set<string>();
  const states: AppState[] = [];
  const seen = { emptied: 0, cancelled: 0, troubles: [] as string[], heads: [] as string[] };
  const desk = makeVaultDesk({
    clock,
    random: secureRandom,
    device: 'here',
    memory: memoryOf(() => disk.full, seen.heads),
    openFile: async (path, { create = false, readOnly = false }) => {
      if (!readOnly && open.has(path)) {
        throw new VaultFailure('vault.in-use');
      }
      const file = makeMemoryVaultFile(create ? undefined : files.get(path)?.durable());
      if (!readOnly) {
        open.add(path);
        files.set(path, file);
      }
      return { ...file, read: async (offset, length) => {
        await disk.held;
        return file.read(offset, length);
      }, sync: async () => {
        await file.sync();
        disk.synced();
      }, close: async () => {
        if (!readOnly) {
          open.delete(path);
        }
        if (file.isUnmade()) {
          files.delete(path);
        }
        await file.close();
      } };
    },
    changed: (state) => void states.push(state),
    revised: () => undefined,
    firstNotices: [],
    follow: { ...nothingFollowed, ...follow },
    cancelWork: () => void (seen.cancelled += 1),
    emptied: () => void (seen.emptied += 1),
    trouble: (where) => void seen.troubles.push(where),
  });
  const make = (path = '/vaults/Home.latchkey', signal = new AbortController().signal) =>
    desk.create(path, { name: 'Home', slots: [recoverySlot], cost: floorCost }, signal);
  const begin = () => desk.open({ recoveryCode }, { acceptRollback: false, progress: () => undefined, signal: new AbortController().signal });
  return { desk, clock, disk, states, seen, open, files, make, begin };
}
