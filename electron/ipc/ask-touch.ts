/**
 * The one way to what needs a touch: reads an item, and where that wants a touch asks for one, then reads again. Whoever reads details or
 * attachments of an item for somebody, in any room, goes through here. One touch opens one item for a minute; nothing else is kept.
 */
import { randomUUID } from 'node:crypto';
import { VaultFailure } from '../../shared/failure.ts';
import type { Jobs } from '../desk/jobs.ts';
import type { Details } from '../../shared/item.ts';
import type { KeyProvider } from '../hardware-key/key-provider.ts';
import type { VaultSession } from '../vault/vault-types.ts';
import type { CallDeps } from './call-deps.ts';
import { namedCredentials } from './named-credentials.ts';

export type AskTouchDeps = { readonly keys: KeyProvider } & Pick<CallDeps, 'jobs' | 'trouble'>;

/** Asks that are under way: two calls about one item take one touch. */
const asking = new WeakMap<VaultSession, Map<string, Promise<void>>>();

/** Their jobs, which the page knows nothing of. */
const running = new WeakMap<Jobs, Set<string>>();

/** The user thought better of it, whichever item and provider it is: who waits hears `cancelled`. */
export function stopTouches({ jobs }: Pick<AskTouchDeps, 'jobs'>): void {
  running.get(jobs)?.forEach((jobId) => jobs.cancel(jobId));
}

function wantsTouch(error: unknown): boolean {
  return error instanceof VaultFailure && error.code === 'item.needs-touch';
}

/**
 * What `read` gives, after a touch where it wants one. `read` is called at most twice, and must do no harm the first time.
 * @throws VaultFailure `key.*`, `touch.*` or `cancelled` where the touch does not come, and whatever `read` throws
 */
export async function withTouch<T>(deps: AskTouchDeps, session: VaultSession, itemId: string, read: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!wantsTouch(error)) {
      throw error;
    }
  }
  await askTouch(deps, session, itemId, signal);
  return read();
}

/** Details of an item of this session, asking for a touch if it wants one. */
export function openDetails(deps: AskTouchDeps, session: VaultSession, itemId: string, versionId: string | null = null, signal?: AbortSignal): Promise<Details> {
  return withTouch(deps, session, itemId, () => session.details(itemId, versionId ?? undefined), signal);
}

/** Asks for a touch that opens this item for a minute. Ends with the lock, whatever waits. */
export function askTouch(deps: AskTouchDeps, session: VaultSession, itemId: string, signal?: AbortSignal): Promise<void> {
  const items = asking.get(session) ?? new Map<string, Promise<void>>();
  asking.set(session, items);
  const under = items.get(itemId);
  if (under) {
    return under;
  }
  const jobId = randomUUID();
  const jobIds = running.get(deps.jobs) ?? new Set<string>();
  running.set(deps.jobs, jobIds.add(jobId));
  const asked = deps.jobs
    .run(jobId, (job) => touchOnce(deps, session, itemId, signal ? AbortSignal.any([signal, job.signal]) : job.signal))
    .finally(() => {
      items.delete(itemId);
      jobIds.delete(jobId);
    });
  items.set(itemId, asked);
  return asked;
}

async function touchOnce({ keys, trouble }: AskTouchDeps, session: VaultSession, itemId: string, signal: AbortSignal): Promise<void> {
  const enrolled = session.slots().filter(({ credential }) => credential !== null);
  const able = namedCredentials(enrolled.filter(({ opensTouchItems }) => opensTouchItems === true));
  if (able.length === 0) {
    throw new VaultFailure(enrolled.length === 0 ? 'touch.no-key' : 'touch.key-not-ready');
  }
  const { title } = session.overview(itemId);
  const { credentialId, prfOutput, assertionHolds } = await keys.assert({ use: 'touch', allowed: able, forItem: title, signal });
  try {
    if (!assertionHolds) {
      throw new VaultFailure('key.assertion-refused');
    }
    const given = { credentialId, touchOutput: prfOutput };
    await session.touch(itemId, given);
    if (session.writable && able.length < enrolled.length) {
      // A key that was added since opens such items from now on. That it could not be written down keeps nobody from this item.
      await session.shareTouch(given).catch((error: unknown) => trouble('share touch', error));
    }
  } finally {
    prfOutput.fill(0);
  }
}
