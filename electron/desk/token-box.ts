/**
 * Things the main process holds for the page under an unguessable name: a chosen file, an enrolled key, a proof, an opened share.
 * Each lives for a set time, and everything goes when the vault is locked.
 */
import { randomUUID } from 'node:crypto';
import { VaultFailure, type FailureCode } from '../../shared/failure.ts';

export type TokenBox<T> = {
  put(value: T): string;
  /** @throws VaultFailure with the box's own code when the token is unknown or has run out. */
  look(token: string): T;
  /** As `look`, and the token is good no more. */
  take(token: string): T;
  /**
   * Runs `work` with the value, which meanwhile nobody else gets: good no more when it ends well, and good again when it fails.
   * Dropped or cleared meanwhile, it stays away.
   */
  spend<R>(token: string, work: (value: T) => Promise<R>): Promise<R>;
  drop(token: string): void;
  clear(): void;
};

export function makeTokenBox<T>(options: {
  readonly now: () => number;
  readonly livesSeconds: number;
  /** The oldest goes when there are more. */
  readonly most: number;
  readonly missing: FailureCode;
  /** Wipes a value nobody will ask for any more. */
  readonly discard?: (value: T) => void;
}): TokenBox<T> {
  const held = new Map<string, { readonly value: T; readonly endsAt: number; isSpent: boolean }>();

  function remove(token: string): T | null {
    const entry = held.get(token);
    held.delete(token);
    return entry?.value ?? null;
  }

  function drop(token: string): void {
    const value = remove(token);
    if (value !== null) {
      options.discard?.(value);
    }
  }

  function find(token: string) {
    const entry = held.get(token);
    if (entry && entry.endsAt < options.now()) {
      drop(token);
    } else if (entry?.isSpent === false) {
      return entry;
    }
    throw new VaultFailure(options.missing);
  }

  function look(token: string): T {
    return find(token).value;
  }

  return {
    put(value) {
      for (const [token, entry] of held) {
        if (entry.endsAt < options.now() || held.size >= options.most) {
          drop(token);
        }
      }
      const token = randomUUID();
      held.set(token, { value, endsAt: options.now() + options.livesSeconds * 1_000, isSpent: false });
      return token;
    },
    look,
    take(token) {
      const value = look(token);
      remove(token);
      return value;
    },
    async spend(token, work) {
      const entry = find(token);
      // SECURITY: before anything is awaited, so that two calls at once do not both get it.
      entry.isSpent = true;
      try {
        const result = await work(entry.value);
        drop(token);
        return result;
      } catch (error) {
        entry.isSpent = false;
        throw error;
      }
    },
    drop,
    clear: () => [...held.keys()].forEach(drop),
  };
}
