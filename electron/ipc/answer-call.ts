/**
 * What the gate does with one message: checks the sender's frame, parses the request, acts, and rebuilds the reply with its parser.
 * Expected failures become codes; bugs become `unexpected` with a reference. Not here: Electron (`gate.ts`), what a call does (`*-calls.ts`).
 */
import { randomUUID } from 'node:crypto';
import { calls, type CallName, type Gives, type Parsed } from '../../shared/contract.ts';
import { VaultFailure, type Failure, type Result } from '../../shared/failure.ts';
import { fitsWithin } from './message-size.ts';

/** One handler for each call of the contract: a missing one does not compile. */
export type Handlers = { readonly [Name in CallName]: (takes: Parsed<Name>) => Promise<Gives<Name>> | Gives<Name> };

export type GateDeps<Frame> = {
  readonly handlers: Handlers;
  readonly isOurFrame: (frame: Frame | null) => boolean;
  /** Whether the window of that frame may make this call. */
  readonly mayCall: (frame: Frame | null, name: CallName) => boolean;
  readonly isOpen: () => boolean;
  /** Runs after every call, whatever came of it. */
  readonly afterCall: () => void;
  /** Logs a bug: the reference, the call's name and the stack; never a message or a value. */
  readonly report: (reference: string, callName: string, error: unknown) => void;
};

const mostBytes = 112 * 1_048_576;

function isCallName(name: unknown): name is CallName {
  // SECURITY: own names only, or `constructor` and `__proto__` would pass.
  return typeof name === 'string' && Object.hasOwn(calls, name);
}

function refuse(failure: Failure): Result<never> {
  return { ok: false, failure: { code: failure.code, facts: failure.facts } };
}

export async function answerCall<Frame>(deps: GateDeps<Frame>, frame: Frame | null, name: unknown, takes: unknown): Promise<Result<unknown>> {
  // SECURITY: a frame of another origin, or a frame within ours, is not our page.
  if (!deps.isOurFrame(frame)) {
    return refuse(new VaultFailure('request.refused'));
  }
  if (!isCallName(name)) {
    return refuse(new VaultFailure('request.malformed'));
  }
  // SECURITY: before anything of the request is looked at.
  if (!deps.mayCall(frame, name)) {
    return refuse(new VaultFailure('request.refused'));
  }
  if (!fitsWithin(takes, mostBytes)) {
    return refuse(new VaultFailure('request.too-large', { limitBytes: mostBytes }));
  }
  const call = calls[name];
  const request = call.takes.safeParse(takes);
  if (!request.success) {
    return refuse(new VaultFailure('request.malformed'));
  }
  if (!call.whileLocked && !deps.isOpen()) {
    return refuse(new VaultFailure('vault.locked'));
  }
  try {
    // The compiler cannot follow that the parsed request and the handler come from the same row of the table.
    const handle = deps.handlers[name] as (takes: unknown) => unknown;
    return { ok: true, value: call.gives.parse(await handle(request.data)) };
  } catch (error) {
    if (error instanceof VaultFailure) {
      return refuse(error);
    }
    const reference = randomUUID();
    deps.report(reference, name, error);
    return refuse(new VaultFailure('unexpected', { reference }));
  } finally {
    deps.afterCall();
  }
}
