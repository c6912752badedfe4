/**
 * Who waits for whom in the open vault. Acts that change something run one after another; reads run beside them and beside each
 * other; at most one rewrite of the file goes on at a time, beside the acts, and takes their place only for its last moments.
 * Held by `vault-session.ts`.
 */
import type { VaultState } from './vault-state.ts';

export type Turns = {
  /** Runs `act` after everything asked before it. */
  inTurn<T>(act: (state: VaultState) => Promise<T>): Promise<T>;
  /** Waits for a turn and keeps it until `release` is called. */
  hold(): Promise<() => void>;
  /** Reads beside whatever is going on; anew where the file was rewritten, or another came in its place, and what was read is of neither. */
  beside<T>(read: (state: VaultState) => Promise<T>): Promise<T>;
  /** After every rewrite asked before it, not in turn. */
  rewriting<T>(act: (state: VaultState) => Promise<T>): Promise<T>;
  /** When nothing is going on any more. */
  ended(): Promise<void>;
};

/** `now` gives the state, or throws `vault.locked`. */
export function makeTurns(now: () => VaultState): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let lastRewrite: Promise<unknown> = Promise.resolve();
  const reads = new Set<Promise<unknown>>();

  function inTurn<T>(act: (state: VaultState) => Promise<T>): Promise<T> {
    const turn = last.then(() => act(now()));
    last = turn.catch(() => undefined);
    return turn;
  }

  async function readUntilSure<T>(read: (state: VaultState) => Promise<T>): Promise<T> {
    for (;;) {
      const state = now();
      const { epoch } = state.header;
      const { file } = state.deps;
      try {
        return await read(state);
      } catch (error) {
        // What was read authenticates itself: only a failure can come from having read the wrong file. Locked, that says it all.
        now();
        await state.swap;
        now();
        if (state.header.epoch === epoch && state.deps.file === file) {
          throw error;
        }
      }
    }
  }

  return {
    inTurn,
    hold: () =>
      new Promise((resolve, reject) => {
        inTurn(() => new Promise<void>((release) => resolve(release))).catch(reject);
      }),
    async beside(read) {
      const reading = readUntilSure(read);
      reads.add(reading);
      try {
        return await reading;
      } finally {
        reads.delete(reading);
      }
    },
    rewriting(act) {
      const mine = lastRewrite.then(() => act(now()));
      lastRewrite = mine.catch(() => undefined);
      return mine;
    },
    async ended() {
      await Promise.allSettled([lastRewrite, last, ...reads]);
      // A rewrite may have taken a turn after those that were there.
      await last;
    },
  };
}
