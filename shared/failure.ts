/**
 * The closed list of things that can go wrong in a way the user can act on, and the Result that carries one.
 * Not here: sentences (they stand in `renderer/text`), and bugs (they throw, and reach the page as `unexpected`).
 */

/** Each code has a sentence in `renderer/text/failures.ts`; the compiler refuses a code without one. */
export const failureCodes = [
  // The wall between page and main process
  'unexpected',
  'request.malformed',
  'request.too-large',
  'request.refused',
  'cancelled',
  // The file
  'vault.locked',
  'vault.none',
  'vault.not-found',
  'vault.not-a-vault',
  'vault.newer-format',
  'vault.damaged',
  'vault.truncated',
  'vault.in-use',
  'vault.lock-unavailable',
  'vault.rolled-back',
  'vault.exists',
  'vault.changed-on-disk',
  'disk.read-only',
  'disk.no-permission',
  'disk.full',
  'disk.gone',
  'disk.failed',
  'print.failed',
  // Opening
  'unlock.wrong-passphrase',
  'unlock.wrong-recovery-code',
  'unlock.no-slot',
  'kdf.hostile',
  'kdf.failed',
  'passphrase.too-short',
  'passphrase.too-weak',
  // Hardware keys
  'key.none-enrolled',
  'key.not-recognised',
  'key.already-enrolled',
  'key.no-prf',
  'key.unstable-prf',
  'key.timeout',
  'key.cancelled',
  'key.cancelled-no-pin',
  'key.unsupported',
  'key.not-verified',
  'key.challenge-expired',
  'key.assertion-refused',
  'key.assertion-passed-unwrap-failed',
  'key.unwrap-passed-assertion-failed',
  'key.library-missing',
  'key.library-too-old',
  'key.none-plugged',
  'key.in-use',
  'key.unplugged',
  'key.bad-answer',
  'key.pin-paused',
  'key.pin-blocked',
  'key.pin-elsewhere',
  'enrolment.expired',
  // Slots
  'slot.not-found',
  'slot.last',
  'slot.full',
  // Backups
  'backup.failed',
  'backup.not-found',
  'backup.closed',
  // Items
  'item.not-found',
  'site.not-web',
  'item.version-not-found',
  'item.conflict',
  'item.damaged',
  'item.purge-protected',
  'item.needs-touch',
  'touch.no-key',
  'touch.key-not-ready',
  'slot.touch-items',
  'merge.other-touch-key',
  'item.too-large',
  'field.not-found',
  'field.empty',
  'totp.invalid',
  'attachment.not-found',
  'attachment.too-large',
  'site.too-long',
  // Copies of the vault
  'merge.other-vault',
  'merge.needs-unlock',
  'merge.same-file',
  'merge.copy-changed',
  'merge.expired',
  // Browsers
  'browser.not-written',
  // Exchange and sharing
  'import.unknown-format',
  'import.missing-column',
  'import.unreadable',
  'import.too-many',
  'import.encrypted',
  'import.expired',
  'share.bad-recipient',
  'share.nothing-chosen',
  'share.declined',
  'share.not-an-age-file',
  'share.not-for-us',
  'share.wrong-passphrase',
  'share.too-costly',
  'share.damaged',
  'share.expired',
] as const;

export type FailureCode = (typeof failureCodes)[number];

/** Facts that the sentence may need: never a secret, never text from a caught error. */
export type FailureFacts = {
  /** Process id that holds the writer's lock (`vault.in-use`). */
  readonly holderPid?: number;
  /** File name without folders. */
  readonly fileName?: string;
  /** Format version found in the file (`vault.newer-format`). */
  readonly formatVersion?: number;
  /** Largest size allowed, in bytes. */
  readonly limitBytes?: number;
  /** Line of a text file, counted from 1. */
  readonly line?: number;
  /** Random reference that also stands in the log (`unexpected`). */
  readonly reference?: string;
  /** Which check refused, for `vault.damaged` and `vault.rolled-back`: a closed word, not a message. */
  readonly check?: string;
};

export type Failure = { readonly code: FailureCode; readonly facts: FailureFacts };

export type Result<T, E extends FailureCode = FailureCode> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: { readonly code: E; readonly facts: FailureFacts } };

/**
 * An expected outcome travelling up a call stack. The IPC gate turns it into a Result.
 * Its message is the code alone, so that logging one never tells a secret.
 */
export class VaultFailure extends Error implements Failure {
  readonly code: FailureCode;
  readonly facts: FailureFacts;

  constructor(code: FailureCode, facts: FailureFacts = {}) {
    super(code);
    this.name = 'VaultFailure';
    this.code = code;
    this.facts = facts;
  }
}

/** Compile-time proof that a `switch` names every case. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${typeof value}`);
}
