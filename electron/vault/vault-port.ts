/**
 * What the vault needs of the world, declared by the vault: bytes at rest, time and randomness.
 * `electron/store` implements the file; tests implement failing and torn ones. All offsets and lengths are in bytes.
 */

/** What a whole file is written into, front to back. */
export type WriteTarget = { write(bytes: Uint8Array): Promise<void> };

/**
 * One vault file, opened and locked for one writer. Every method throws `VaultFailure` with a `disk.*` code when the
 * disk refuses, and leaves what was durable before as it was.
 */
export interface VaultFile {
  /** File name without folders, for messages. */
  readonly fileName: string;
  /** False when the file or its folder can only be read. */
  readonly writable: boolean;
  size(): Promise<number>;
  /**
   * Reads up to `length` bytes from `offset`; fewer only at the end of the file. `into` has room for `length` bytes: the file may put
   * them there and give a view of it, so that reading a large file through does not take new memory for each piece.
   */
  read(offset: number, length: number, into?: Uint8Array): Promise<Uint8Array>;
  /** Writes all of `bytes` at `offset`. Not durable until `sync`. */
  write(offset: number, bytes: Uint8Array): Promise<void>;
  truncate(length: number): Promise<void>;
  /** fdatasync. */
  sync(): Promise<void>;
  /**
   * Replaces the whole file: `fill` writes the new one beside it, then fsync, atomic rename, fsync of the folder.
   * A crash at any moment leaves the old or the new file whole. Afterwards this object reads and writes the new one.
   */
  replace(fill: (target: WriteTarget) => Promise<void>): Promise<void>;
  /**
   * Opens what stands in this file's place now, under the same lock, which is freed when the last of them is closed. `isAnother`: a sync
   * program put another file there; this object goes on reading the old one, and refuses to write. `vault.not-found` where nothing stands there.
   */
  reopen(): Promise<{ readonly file: VaultFile; readonly isAnother: boolean }>;
  /** Takes back a file that this opening made: `close` removes it, though it was saved. Does nothing to any other file. */
  unmake(): void;
  /** Releases the writer's lock and the handle. */
  close(): Promise<void>;
}

export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

/** A cryptographically secure source. */
export type RandomBytes = (length: number) => Uint8Array;

/** Progress of long work; `done` and `total` count what `stage` names. */
export type Progress = (stage: string, done: number, total: number) => void;
