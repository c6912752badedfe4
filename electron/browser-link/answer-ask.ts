/**
 * From an opened message to its answer: parsed, held to what may be asked while locked and how often, acted upon, and rebuilt by the
 * answer's own parser, so that no field leaves that is not in the table. As `ipc/answer-call.ts` is for the window.
 */
import { AskFailure, asks, numberedAsk, type AskGives, type AskName, type AskTakes, type BridgeFailure, type NumberedAnswer } from '../../shared/browser-asks.ts';
import { VaultFailure, type FailureCode } from '../../shared/failure.ts';
import type { AskLimits } from './ask-limits.ts';

export type AskHandlers = { readonly [Name in AskName]: (of: AskTakes<Name>) => Promise<AskGives<Name>> | AskGives<Name> };

export type AnswerDeps = {
  readonly handlers: AskHandlers;
  readonly isOpen: () => boolean;
  readonly limits: AskLimits;
  readonly trouble: (where: string, error: unknown) => void;
};

const failures: Partial<Record<FailureCode, BridgeFailure>> = {
  'vault.locked': 'locked',
  'vault.none': 'no-vault',
  'item.needs-touch': 'needs-touch',
  'touch.no-key': 'needs-touch',
  'touch.key-not-ready': 'needs-touch',
  'key.assertion-refused': 'needs-touch',
  'item.not-found': 'not-found',
  'field.not-found': 'field-empty',
  'field.empty': 'field-empty',
  'totp.invalid': 'field-empty',
  'item.conflict': 'conflict',
  'item.too-large': 'too-large',
  'disk.read-only': 'read-only',
  cancelled: 'cancelled',
  'key.cancelled': 'cancelled',
  'key.timeout': 'cancelled',
};

function isAskName(name: string): name is AskName {
  // SECURITY: own names only: an object answers to `constructor`, too.
  return Object.hasOwn(asks, name);
}

type Parser = { safeParse(value: unknown): { success: true; data: unknown } | { success: false } };
type Handler = (of: unknown) => unknown;

/** Null where the message has no number to be answered under. */
export async function answerAsk({ handlers, isOpen, limits, trouble }: AnswerDeps, pairingId: string, message: unknown): Promise<NumberedAnswer | null> {
  const envelope = numberedAsk.safeParse(message);
  if (!envelope.success) {
    return null;
  }
  const { number, ask, of } = envelope.data;
  const fail = (failure: BridgeFailure): NumberedAnswer => ({ number, ok: false, failure });
  if (!isAskName(ask)) {
    return fail('unsupported');
  }
  const { takes, gives, whileLocked }: { takes: Parser; gives: Parser; whileLocked: boolean } = asks[ask];
  const parsed = takes.safeParse(of);
  if (!parsed.success) {
    return fail('malformed');
  }
  if (!whileLocked && !isOpen()) {
    return fail('locked');
  }
  if (!limits.mayAsk(pairingId, ask)) {
    return fail('too-many');
  }
  try {
    // The parser above is the handler's own: TypeScript cannot follow one name through two tables.
    const value = await (handlers[ask] as Handler)(parsed.data);
    if (!whileLocked && !isOpen()) {
      return fail('locked');
    }
    const given = gives.safeParse(value);
    if (!given.success) {
      trouble(`answer ${ask}`, new Error('an answer outside the table'));
      return fail('unexpected');
    }
    return { number, ok: true, value: given.data };
  } catch (error) {
    if (error instanceof AskFailure) {
      return fail(error.failure);
    }
    const known = error instanceof VaultFailure ? failures[error.code] : undefined;
    if (known === undefined) {
      trouble(`answer ${ask}`, error);
    }
    return fail(known ?? 'unexpected');
  }
}
