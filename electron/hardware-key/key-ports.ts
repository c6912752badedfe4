/**
 * Where security keys are plugged in, as libfido2 needs to know it. The system's own ports are in `system-ports.ts`; tests and development bring
 * others, whose keys answer through I/O functions of their own.
 */

/** Addresses of C functions, as `fido_dev_set_io_functions` takes them. */
export type KeyIo = { readonly open: bigint; readonly close: bigint; readonly read: bigint; readonly write: bigint };

export type FoundKey = {
  readonly path: string;
  /** What the key calls itself; shown to the user, so never trusted to be short or harmless. */
  readonly product: string;
  /** Null for a key that the system speaks to. */
  readonly io: KeyIo | null;
};

export type KeyPorts = {
  /** @throws VaultFailure `key.library-missing`, `key.library-too-old` */
  list(): Promise<readonly FoundKey[]>;
};
