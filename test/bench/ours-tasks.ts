/** What the child that measures ours is asked, and what it answers. Times in milliseconds, sizes in megabytes. */
import { z } from 'zod';

const place = { folder: z.string(), path: z.string() };

const oursTask = z.discriminatedUnion('task', [
  z.object({ task: z.literal('make'), path: z.string(), size: z.number() }),
  z.object({ task: z.literal('open'), ...place }),
  z.object({ task: z.literal('unlock'), ...place }),
  z.object({ task: z.literal('work'), ...place, size: z.number(), saves: z.number(), reveals: z.number(), searches: z.boolean() }),
  z.object({ task: z.literal('import'), ...place, csv: z.string() }),
  z.object({ task: z.literal('compact'), ...place, size: z.number() }),
]);

export function parseOursTask(given: unknown): z.infer<typeof oursTask> {
  return oursTask.parse(given);
}

/** `memoryMb`: what stays resident of opening; `peakMb`: the most there was while opening. */
export type OpenResult = { readonly openMs: number; readonly memoryMb: number; readonly peakMb: number };
export type UnlockResult = { readonly unlockMs: number; readonly deriveMs: number };
export type WorkResult = { readonly saveMs: readonly number[]; readonly searchMs: readonly number[]; readonly revealMs: readonly number[] };
export type DelayResult = { readonly p99: number; readonly longest: number };
export type ImportResult = { readonly importMs: number; readonly delay: DelayResult };
export type CompactResult = { readonly compactMs: number; readonly busyMs: number; readonly withBackupMs: number; readonly longestWriteMs: number; readonly delay: DelayResult };
