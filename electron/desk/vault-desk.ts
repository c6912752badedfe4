/**
 * The vault in front of the user: which file, whether it is open, and the way from one state to the other.
 * Holds the session; everything else asks it for one. Not here: passphrases and keys (`ipc/unlock-calls.ts`), Electron.
 */
import type { CaughtUpView, FileTrouble } from '../../shared/merge-report.ts';
import type { AppState, OpenNoticeName } from '../../shared/views.ts';
import { VaultFailure } from '../../shared/failure.ts';
import type { MachineMemory } from '../store/machine-memory.ts';
import { createVault } from '../vault/create-vault.ts';
import { openVault, readSlots } from '../vault/open-vault.ts';
import type { Clock, Progress, RandomBytes, VaultFile } from '../vault/vault-port.ts';
import type { KdfCost, NewSlot, Presented, SlotInfo, VaultSession } from '../vault/vault-types.ts';
import { makeFileFollower, type FollowPort } from './follow-file.ts';
import { caughtUpView } from './describe-merge.ts';
import { describeLocked, describeOpen, type LockReason } from './describe-vault.ts';
import { makeVaultMemory } from './remember-vault.ts';

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
  /** Watching the open file, and keeping aside what the session has where another took its place. */
  readonly follow: FollowPort;
  /** Another program changed the file, and the session went on with what stands there now. */
  readonly caughtUp: (news: CaughtUpView) => void;
  /** What is told of copies beside the vault, or of its file, changed. */
  readonly copiesChanged: () => void;
  /** Something beside the vault failed (what this computer remembers, the daily purge); the vault goes on. */
  readonly trouble: (where: string, error: unknown) => void;
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
  /** Called after each call from the page: when something changed, remembers the newest head and tells the page. */
  noteChanges(): void;
  tellState(): Promise<void>;
};

/** How long after it was made a vault's first recovery kit needs no other proof. */
const freshForSeconds = 600;
const dayMilliseconds = 86_400_000;

export function makeVaultDesk(deps: VaultDeskDeps): VaultDesk {
  let path: string | null = deps.memory.recentVaults()[0]?.path ?? null;
  let session: VaultSession | null = null;
  let notices: readonly OpenNoticeName[] = [];
  let firstNotices = deps.firstNotices;
  let lockedBecause: LockReason = 'start';
  let madeAt = -Infinity;
  let openedAt = -Infinity;
  let toldRevision = -1;
  let purging: NodeJS.Timeout | undefined;
  const remembered = makeVaultMemory(deps.memory, deps.trouble);
  const follower = makeFileFollower({ ...deps, port: deps.follow, now: deps.clock.now, changed: () => noteChanges() });
  // Counts locks and choices: what was begun before one must not end after it.
  let turn = 0;

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
    if (session === null) {
      return;
    }
    if (session.revision() !== toldRevision) {
      toldRevision = session.revision();
      deps.revised(toldRevision);
    }
    const news = session.takeCaughtUp();
    news.forEach((caught) => deps.caughtUp(caughtUpView(caught)));
    if (news.length > 0) {
      // Its name and its ways to open may be others now.
      tellState().catch((error: unknown) => deps.trouble('tell state', error));
    }
    remembered.rememberHead(session.seenHead());
  }

  /** Now and then once a day while the vault stays open. */
  function purgeDaily(opened: VaultSession): void {
    const purge = (): void => {
      opened.purgeExpired().then(noteChanges, (error: unknown) => deps.trouble('purge', error));
    };
    if (opened.writable) {
      purge();
      purging = setInterval(purge, dayMilliseconds);
    }
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
    purgeDaily(session);
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
    clearInterval(purging);
    follower.end();
    session = null;
    notices = [];
    lockedBecause = reason;
    madeAt = -Infinity;
    const closed = closing.lock();
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
      const now = await admit({ session: made, path: at, turn: begunIn }, []);
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
        return { session: opened, ...begun };
      } catch (error) {
        await file.close();
        throw error;
      }
    },

    session() {
      if (session === null) {
        throw new VaultFailure('vault.locked');
      }
      return session;
    },

    requireStill(asked) {
      if (session !== asked) {
        throw new VaultFailure('vault.locked');
      }
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
