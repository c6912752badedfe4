/**
 * Touches that changes of the ways to open want where items need one: an older key's, so that a key just added opens them too, and that of a key
 * that opens them, so that one withdrawn does not any more. Called by `slot-calls.ts`.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { Job } from '../desk/jobs.ts';
import type { GivenTouch, VaultSession } from '../vault/vault-types.ts';
import type { AskTouchDeps } from './ask-touch.ts';
import { namedCredentials } from './named-credentials.ts';

async function withTouchOfAny<T>({ keys }: Pick<AskTouchDeps, 'keys'>, session: VaultSession, job: Job, act: (given: GivenTouch) => Promise<T>): Promise<T> {
  const able = namedCredentials(session.slots().filter(({ opensTouchItems }) => opensTouchItems === true));
  if (able.length === 0) {
    throw new VaultFailure('touch.key-not-ready');
  }
  job.progress('touch', 0, 1);
  const { credentialId, prfOutput, assertionHolds } = await keys.assert({ use: 'touch', allowed: able, forItem: null, signal: job.signal });
  try {
    if (!assertionHolds) {
      throw new VaultFailure('key.assertion-refused');
    }
    return await act({ credentialId, touchOutput: prfOutput });
  } finally {
    prfOutput.fill(0);
  }
}

/** `change` without a touch, and once more with one where it wants it. */
export async function withGivenTouch<T>(deps: Pick<AskTouchDeps, 'keys'>, session: VaultSession, job: Job, change: (touch?: GivenTouch) => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof VaultFailure) || error.code !== 'item.needs-touch') {
      throw error;
    }
  }
  return withTouchOfAny(deps, session, job, change);
}

/** The key is added by now. Where the older one is not touched, it opens such items after the next touch of one. */
export async function shareTouchSoon(deps: AskTouchDeps, session: VaultSession, made: { readonly opensTouchItems: boolean | null }, job: Job): Promise<boolean | null> {
  if (made.opensTouchItems !== false) {
    return made.opensTouchItems;
  }
  try {
    await withTouchOfAny(deps, session, job, (given) => session.shareTouch(given));
    return true;
  } catch (error) {
    if (!(error instanceof VaultFailure)) {
      deps.trouble('share touch', error);
    }
    return false;
  }
}
