/**
 * The vault in front of the user: which file, whether it is open, and the way from one state to the other.
 * Holds the session; everything else asks it for one. Not here: passphrases and keys (`ipc/unlock-calls.ts`), Electron.
 */
import type { FileTrouble } from '../../shared/merge-report.ts';
import type { AppState, OpenNoticeName } from '../../shared/views.ts';
import { VaultFailure } from '../../shared/failure.ts';
import type { MachineMemory } from '../store/machine-memory.ts';
import { createVault } from '../vault/create-vault.ts';
import { openVault, readSlots } from '../vault/open-vault.ts';
import type { Clock, Progress, RandomBytes, VaultFile } from '../vault/vault-port.ts';
import type { KdfCost, NewSlot, Presented, SeenHead, SlotInfo, VaultSession } from '../vault/vault-types.ts';
import { describeLocked, describeOpen, type LockReason } from './describe-vault.ts';
import { makeFileFollower, type FollowPort } from './follow-file.ts';
import { makeVaultMemory } from './remember-vault.ts';
import { makeDailyTidying } from './tidy-daily.ts';

export type VaultDeskDeps = {
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** The name of this computer, written into each version. */
  readonly device: string;
  readonly memory: MachineMemory;
  readonly openFile: (path: string, options: { readonly create?: boolean; readonly readOnly?: boolean }) => Promise<VaultFile>;
  readonly changed: (state: AppState) => void;
  /** What the open vault holds changed. */
  readonly revised: (revision: number) => void;
  /** Stops long work: an unlock under way, a touch being waited for. */
  readonly cancelWork: () => void;
  /** Everything that may hold a decrypted value goes: tokens, clipboard, the page itself. */
  readonly emptied: () => void;
  /** Noticed before any vault was opened; told with the first one. */
  readonly firstNotices: readonly OpenNoticeName[];
  readonly follow: FollowPort;
  /** Something beside the vault failed (what this computer remembers, the daily purge); the vault goes on. */
  readonly trouble: (where: string, error: unknown) => void;
  /** Stands between each session and everybody else: `electron/backup` makes copies before a rewrite. */
  readonly wrap?: (session: VaultSession) => VaultSession;
  /** Once when a vault that can be written was opened, and once a day while it stays open. */
  readonly daily?: (session: VaultSession) => void;
};

/** An open session on its way to the desk; good only while nothing locked or chose another vault meanwhile. */
export type OpenedVault = { readonly session: VaultSession; readonly path: string; readonly turn: number };

export type VaultDesk = {
  state(): Promise<AppState>;
  chosenPath(): string | null;
  choose(path: string): Promise<AppState>;
  /** The slots of the chosen file, read without a key. */
  chosenSlots(): Promise<readonly SlotInfo[]>;
  /** @throws VaultFailure `cancelled` when the signal said so, or the vault was locked or another chosen; then no file is left. */
  create(
    path: string,
    vault: { readonly name: string; readonly slots: readonly NewSlot[]; readonly cost: KdfCost; readonly progress?: Progress },
    signal: AbortSignal,
  ): Promise<AppState>;
  open(
    presented: Presented,
    options: { readonly acceptRollback: boolean; readonly progress: Progress; readonly signal: AbortSignal },
  ): Promise<OpenedVault>;
  /**
   * After `open`: shows the open vault. Until then nobody but the caller has the session.
   * @throws VaultFailure `cancelled` when the vault was locked, or another chosen, while it was being opened; it is locked again then.
   */
  admit(opened: OpenedVault, extraNotices: readonly OpenNoticeName[]): Promise<AppState>;
  isOpen(): boolean;
  /** @throws VaultFailure `vault.locked` */
  session(): VaultSession;
  /** For what awaited something: @throws VaultFailure `vault.locked` where `session` was locked meanwhile, though another is open by now. */
  requireStill(session: VaultSession): void;
  /** True once, soon after the vault was made: whoever made it need not prove it again for its first recovery kit. */
  takeFreshlyMade(): boolean;
  lock(reason: LockReason): Promise<void>;
  /** Why the session cannot go on with the file that stands in the vault's place; null while all is well. */
  fileTrouble(): FileTrouble | null;
  /** Puts an older file of the open vault in the place of the present one and locks; when it fails, the vault stays as it is, and open. */
  replaceFile(fill: Parameters<VaultSession['replaceFile']>[0], head: SeenHead): Promise<void>;
  /** Called after each call from the page: when something changed, remembers the newest head and tells the page. */
  noteChanges(): void;
  tellState(): Promise<void>;
};

/** How long after it was made a vault's first recovery kit needs no other proof. */
const freshForSeconds = 600;

export function makeVaultDesk(deps: VaultDeskDeps): VaultDesk {
  let path: string | null = deps.memory.recentVaults()[0]?.path ?? null;
  let session: VaultSession | null = null;
  let notices: readonly OpenNoticeName[] = [];
  let firstNotices = deps.firstNotices;
  let lockedBecause: LockReason = 'start';
  let madeAt = -Infinity;
  let openedAt = -Infinity;
  let toldRevision = -1;
  const wrap = deps.wrap ?? ((made: VaultSession) => made);
  const remembered = makeVaultMemory(deps.memory, deps.trouble);
  const follower = makeFileFollower({ port: deps.follow, now: deps.clock.now, trouble: deps.trouble, changed: () => noteChanges() });
  const tidying = makeDailyTidying({ ...deps, purged: () => noteChanges() });
  // Counts locks and choices: what was begun before one must not end after it.
  let turn = 0;
  /** While its file is replaced, the session may end at any moment. */
  let isReplacing = false;

  function openSession(): VaultSession {
    if (session === null) {
      throw new VaultFailure('vault.locked');
    }
    return session;
  }

  async function withFile<T>(at: string, work: (file: VaultFile) => Promise<T>): Promise<T> {
    const file = await deps.openFile(at, { readOnly: true });
    try {
      return await work(file);
    } finally {
      await file.close();
    }
  }

  async function chosenSlots(): Promise<readonly SlotInfo[]> {
    if (path === null) {
      throw new VaultFailure('vault.none');
    }
    return (await withFile(path, readSlots)).slots;
  }

  async function state(): Promise<AppState> {
    if (path === null) {
      return { phase: 'no-vault' };
    }
    return session === null ? describeLocked(path, await chosenSlots(), lockedBecause) : describeOpen(session, { path, openedAt, notices });
  }

  async function tellState(): Promise<void> {
    deps.changed(await state());
  }

  function noteChanges(): void {
    if (session === null || isReplacing) {
      return;
    }
    if (session.revision() !== toldRevision) {
      toldRevision = session.revision();
      deps.revised(toldRevision);
    }
    if (follower.tellCaughtUp(session)) {
      // Its name and its ways to open may be others now.
      tellState().catch((error: unknown) => deps.trouble('tell state', error));
    }
    remembered.rememberHead(session.seenHead());
  }

  async function admit(opened: OpenedVault, extra: readonly OpenNoticeName[]): Promise<AppState> {
    if (opened.turn !== turn || session !== null) {
      await opened.session.lock();
      throw new VaultFailure('cancelled');
    }
    session = opened.session;
    path = opened.path;
    openedAt = deps.clock.now();
    notices = [...new Set([...session.notices.map((notice) => notice.kind), ...firstNotices, ...extra])];
    firstNotices = [];
    const now = describeOpen(session, { path, openedAt, notices });
    // First of all: from here on the automatic lock runs.
    deps.changed(now);
    noteChanges();
    follower.begin(session, path);
    tidying.begin(session);
    await remembered.rememberOpening(opened.session, opened.path, deps.clock.now());
    return now;
  }

  /** Out of reach first, then closed: no call that comes in between gets it. */
  async function putAway(reason: LockReason): Promise<void> {
    turn += 1;
    deps.cancelWork();
    const closing = session;
    if (closing === null) {
      return;
    }
    noteChanges();
    const keepAside = follower.end();
    tidying.end();
    session = null;
    notices = [];
    lockedBecause = reason;
    madeAt = -Infinity;
    const closed = closing.lock(keepAside);
    deps.emptied();
    try {
      await closed;
    } catch (error) {
      deps.trouble('lock', error);
    }
    await remembered.settled();
  }

  return {
    state,
    chosenPath: () => path,
    chosenSlots,
    tellState,
    noteChanges,
    admit,
    isOpen: () => session !== null,
    fileTrouble: follower.standing,
    takeFreshlyMade() {
      const fresh = deps.clock.now() - madeAt <= freshForSeconds * 1_000;
      madeAt = -Infinity;
      return fresh;
    },

    async choose(chosen) {
      // Read first: a file that is no vault does not take the place of the one before.
      await withFile(chosen, readSlots);
      await putAway('asked');
      path = chosen;
      lockedBecause = 'asked';
      const now = await state();
      deps.changed(now);
      return now;
    },

    async create(at, vault, signal) {
      if (session !== null) {
        throw new VaultFailure('request.refused');
      }
      const begunIn = turn;
      const file = await deps.openFile(at, { create: true });
      let made: VaultSession;
      try {
        made = await createVault({ file, clock: deps.clock, random: deps.random, device: deps.device }, { ...vault, signal });
      } catch (error) {
        await file.close();
        throw error;
      }
      if (signal.aborted || begunIn !== turn || session !== null) {
        // Nobody knows of it yet: left there, it would stand in the way of the next try under the same name.
        file.unmake();
        await made.lock();
        throw new VaultFailure('cancelled');
      }
      const now = await admit({ session: wrap(made), path: at, turn: begunIn }, []);
      madeAt = deps.clock.now();
      return now;
    },

    async open(presented, options) {
      if (path === null) {
        throw new VaultFailure('vault.none');
      }
      const begun = { path, turn };
      const file = await deps.openFile(path, {});
      try {
        const { vaultId } = await readSlots(file);
        const opened = await openVault({ file, clock: deps.clock, random: deps.random, device: deps.device }, presented, {
          ...options,
          seen: deps.memory.seenHead(vaultId),
        });
        return { session: wrap(opened), ...begun };
      } catch (error) {
        await file.close();
        throw error;
      }
    },

    session: openSession,

    requireStill(asked) {
      if (session !== asked) {
        throw new VaultFailure('vault.locked');
      }
    },

    async replaceFile(fill, head) {
      const closing = openSession();
      isReplacing = true;
      try {
        await closing.replaceFile(fill);
        await putAway('restored');
        lockedBecause = 'restored';
      } finally {
        isReplacing = false;
      }
      // It was chosen: the next opening need not ask whether the older copy is meant.
      await deps.memory.rememberHead(head).catch((error: unknown) => deps.trouble('remember head', error));
      await tellState();
    },

    async lock(reason) {
      const wasOpen = session !== null;
      await putAway(reason);
      if (wasOpen) {
        await tellState();
      }
    },
  };
}
