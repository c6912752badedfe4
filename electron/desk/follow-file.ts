/**
 * Follows the file of the open vault: when another program changed it, the session goes on with what stands there now. What cannot be read is
 * tried again, for it may still be arriving; then it is said, and what the session has is kept beside it. Called by `vault-desk.ts`.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { FailureCode } from '../../shared/failure.ts';
import type { CaughtUpView, FileTrouble } from '../../shared/merge-report.ts';
import { oneLine } from '../../shared/plain-line.ts';
import type { VaultSession } from '../vault/vault-types.ts';
import { caughtUpView } from './describe-merge.ts';

/** What following needs of the disk, which `electron/store` answers, and whom it tells. */
export type FollowPort = {
  /** @returns what ends it. */
  watch(path: string, heard: (what: 'vault' | 'copies') => void): () => void;
  /** The path of what was kept; null where there was nothing to keep. */
  keepAside(path: string, at: Date, fill: (write: (bytes: Uint8Array) => Promise<void>) => Promise<boolean>): Promise<string | null>;
  dropKept(path: string): Promise<void>;
  /** The session went on with what another program put in place of its file. */
  caughtUp(news: CaughtUpView): void;
  /** What is told of copies beside the vault, or of its file, changed. */
  copiesChanged(): void;
};

type FollowDeps = {
  readonly port: FollowPort;
  readonly now: () => number;
  /** The session changed, or what is told of its file. */
  readonly changed: () => void;
  readonly trouble: (where: string, error: unknown) => void;
};

type LockKeeps = NonNullable<Parameters<VaultSession['lock']>[0]>;

export type FileFollower = {
  begin(session: VaultSession, path: string): void;
  /**
   * To be called before the session is locked, and gives what its lock takes: what was saved and stood only in a file that another took the place of,
   * a moment ago, is kept beside it, where that was not done already. The next opening offers it.
   */
  end(): LockKeeps;
  /** Says what came in since this was last asked; false where nothing did. */
  tellCaughtUp(session: VaultSession): boolean;
  /** Null while the file is the session's own. */
  standing(): FileTrouble | null;
};

/** A file that is still arriving is whole after a while. */
const waits = [500, 1_000, 2_000, 4_000, 8_000, 15_000] as const;
const saidAfter = 2;
const keptAfter = 4;
/** However often the file is written to meanwhile, which begins the waits anew. */
const patienceMilliseconds = 15_000;

export function makeFileFollower(deps: FollowDeps): FileFollower {
  let end: () => void = () => undefined;
  let standing: FileTrouble | null = null;
  let followed: string | null = null;

  function begin(session: VaultSession, path: string): void {
    end();
    followed = path;
    let ended = false;
    let tries = 0;
    let since: number | null = null;
    let kept: string | null = null;
    let timer: NodeJS.Timeout | undefined;
    let looking: Promise<void> = Promise.resolve();

    const say = (next: FileTrouble | null): void => {
      const isSame = next?.why === standing?.why && next?.keptAs === standing?.keptAs;
      standing = next;
      if (!isSame) {
        deps.port.copiesChanged();
      }
    };

    async function keep(): Promise<void> {
      if (kept === null && session.writable) {
        kept = await deps.port.keepAside(path, new Date(deps.now()), (write) => session.saveAside(write)).catch((error: unknown) => {
          if (!isLock(error)) {
            deps.trouble('keep aside', error);
          }
          return null;
        });
      }
    }

    async function look(): Promise<void> {
      try {
        const caught = await session.catchUp();
        tries = 0;
        since = null;
        if (kept !== null && caught?.lost === 0) {
          await deps.port.dropKept(kept).catch((error: unknown) => deps.trouble('drop what was kept', error));
          kept = null;
        }
        if (!ended) {
          say(null);
          deps.changed();
        }
      } catch (error) {
        if (ended || isLock(error)) {
          return;
        }
        await meet(error);
      }
    }

    async function meet(error: unknown): Promise<void> {
      const why = error instanceof VaultFailure ? whyOf(error.code) : null;
      if (why === null) {
        deps.trouble('catch up', error);
        return;
      }
      const isFinal = why === 'other-key' || why === 'other-vault';
      const wait = isFinal ? undefined : waits[tries];
      tries += 1;
      since ??= deps.now();
      const isLong = deps.now() - since >= patienceMilliseconds;
      if (wait === undefined || isLong || tries > keptAfter) {
        await keep();
      }
      if (ended) {
        return;
      }
      if (wait === undefined || isLong || tries > saidAfter) {
        say({ why, keptAs: kept === null ? null : nameOf(kept) });
      }
      if (wait !== undefined) {
        timer = setTimeout(again, wait);
      }
    }

    function again(): void {
      clearTimeout(timer);
      looking = looking.then(() => (ended ? undefined : look()));
    }

    const stop = deps.port.watch(path, (what) => {
      if (what === 'vault') {
        tries = 0;
        again();
      } else {
        deps.port.copiesChanged();
      }
    });
    end = () => {
      ended = true;
      clearTimeout(timer);
      stop();
      standing = null;
      end = () => undefined;
    };
  }

  return {
    begin,
    end() {
      const path = (standing?.keptAs ?? null) === null ? followed : null;
      end();
      return async (copy) => (path === null ? null : deps.port.keepAside(path, new Date(deps.now()), copy).catch((error: unknown) => deps.trouble('keep aside', error)));
    },
    tellCaughtUp(session) {
      const news = session.takeCaughtUp();
      news.forEach((caught) => deps.port.caughtUp(caughtUpView(caught)));
      return news.length > 0;
    },
    standing: () => standing,
  };
}

function isLock(error: unknown): boolean {
  return error instanceof VaultFailure && (error.code === 'vault.locked' || error.code === 'cancelled');
}

/** Null for what is no matter of the file. */
function whyOf(code: FailureCode): FileTrouble['why'] | null {
  switch (code) {
    case 'merge.needs-unlock':
      return 'other-key';
    case 'merge.other-vault':
      return 'other-vault';
    case 'vault.not-found':
    case 'disk.gone':
      return 'gone';
    case 'vault.damaged':
    case 'vault.truncated':
    case 'vault.not-a-vault':
    case 'vault.newer-format':
    case 'vault.changed-on-disk':
    case 'kdf.hostile':
    case 'disk.failed':
    case 'disk.full':
    case 'disk.no-permission':
    case 'disk.read-only':
      return 'unreadable';
    default:
      return null;
  }
}

/** Without folders, whatever the system writes between them. */
function nameOf(path: string): string {
  return oneLine(path.split(/[\\/]/u).at(-1) ?? path);
}
