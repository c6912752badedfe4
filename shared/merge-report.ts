/** What the page is told of copies of the vault: which there are, what one would bring, what came of it. Counts and names, no item. */
import { z } from 'zod';
import { slotKind } from './views.ts';

const count = z.number().int().min(0);
const way = z.object({ kind: slotKind, name: z.string() });

export const mergeCounts = z.object({
  newItems: count,
  /** Items here whose newest version is the copy's. */
  newerItems: count,
  /** Of those, items in use here that are in the trash there. */
  trashedItems: count,
  /** Versions that go behind the current ones. */
  olderVersions: count,
  /** Items here that were deleted for good there; and how many of them are not in the trash here. */
  purgedItems: count,
  purgedInUse: count,
  tombstones: count,
  settings: z.array(z.enum(['name', 'retentionDays', 'sharingItemId'])),
  settingsSaved: z.boolean(),
  waysOnlyThere: z.array(way),
  waysOnlyHere: z.array(way),
});
export type MergeCounts = z.infer<typeof mergeCounts>;

/** A copy that waits in the main process. */
export const offeredCopy = z.object({ copyToken: z.string(), fileName: z.string(), place: z.string() });
export type OfferedCopy = z.infer<typeof offeredCopy>;

export const copyLook = z.discriminatedUnion('is', [
  /** The open vault's key does not open it; these ways do. */
  z.object({ is: z.literal('locked'), slotKinds: z.array(slotKind) }),
  z.object({ is: z.literal('open'), counts: mergeCounts, tornBytes: count }),
]);
export type CopyLook = z.infer<typeof copyLook>;

/** Why the session does not go on with the file that stands in the vault's place; and the name under which what it has was kept. */
export const fileTrouble = z.object({ why: z.enum(['unreadable', 'other-key', 'other-vault', 'gone']), keptAs: z.string().nullable() });
export type FileTrouble = z.infer<typeof fileTrouble>;

export const caughtUp = z.object({ counts: mergeCounts, carriedOver: count, lost: count });
export type CaughtUpView = z.infer<typeof caughtUp>;

/** Whether there is nothing to take. */
export function bringsNothing(counts: MergeCounts): boolean {
  const { newItems, newerItems, olderVersions, tombstones, settingsSaved } = counts;
  return newItems + newerItems + olderVersions + tombstones === 0 && !settingsSaved;
}
