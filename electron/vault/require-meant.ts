/**
 * What comes from another copy of the vault may be written by somebody else who had a key of it once. Everything that could not come from an
 * honest writer is refused here, before it is taken in: once it is, this vault has to live with it. Called by the plan and by the merge.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { id } from '../../shared/ids.ts';
import { instant, limits } from '../../shared/item.ts';
import type { VersionRow } from './version-row.ts';

/**
 * The end of the year 9999. SECURITY: a later change must get a later time; behind the last time there is none, and a row or a setting written
 * with it could not be read again.
 */
export const latestTime = 253_402_300_799_999;

/** All text of a row; far above what the limits of an item allow, far below a frame. */
const mostText = 1 << 22;

export function requireMeantTime(at: number): void {
  if (!(at <= latestTime)) {
    throw notMeant();
  }
}

export function requireMeantRow({ overview, details, attachments }: VersionRow): void {
  const { createdAt, updatedAt, deletedAt, purgeAt, attributes } = overview;
  requireMeantTime(updatedAt);
  const times = [createdAt, deletedAt, purgeAt, attributes.notBefore, attributes.expires];
  const ids = [overview.id, overview.versionId, details.versionId, ...attachments.map(({ attachmentId }) => attachmentId)];
  if (
    attachments.length > limits.attachments ||
    !times.every((time) => time === null || instant.safeParse(time).success) ||
    !ids.every((name) => id.safeParse(name).success) ||
    textOf(overview) > mostText
  ) {
    throw notMeant();
  }
}

function textOf({ title, subtitle, device, collection, urls, tags }: VersionRow['overview']): number {
  const list = [title, subtitle, device, collection ?? '', ...urls.map(({ url }) => url), ...tags];
  return list.reduce((sum, text) => sum + text.length, 0);
}

function notMeant(): VaultFailure {
  return new VaultFailure('vault.damaged', { check: 'row' });
}
