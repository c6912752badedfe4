/**
 * What a commit frame says: the end of one transaction, with its rows where they are few, and everything that is not a row.
 * Overview frames hold nothing but rows. Both are JSON, parsed only after authentication.
 */
import { z } from 'zod';
import { VaultFailure } from '../../shared/failure.ts';
import { id } from '../../shared/ids.ts';
import { instant } from '../../shared/item.ts';
import type { VaultSettings } from './vault-types.ts';

const settings = z.strictObject({
  name: z.string().max(200),
  retentionDays: z.number().int().min(7).max(90),
  sharingItemId: id.nullable(),
});

const commit = z.object({
  /** Number of the transaction's first frame. */
  first: z.number().int().min(0),
  at: instant,
  device: z.string(),
  /** The details frames were durable before this commit was written; a reader need not check them at open. */
  settled: z.boolean(),
  rows: z.array(z.unknown()),
  /** Items gone for good: [item id, when]. */
  purged: z.array(z.tuple([id, instant])),
  settings: settings.nullable(),
  /** Reserved. */
  audit: z.array(z.unknown()),
});

export type Commit = {
  readonly first: number;
  readonly at: number;
  readonly device: string;
  readonly settled: boolean;
  readonly rows: readonly unknown[];
  readonly purged: readonly (readonly [itemId: string, at: number])[];
  readonly settings: VaultSettings | null;
  readonly audit: readonly unknown[];
};

export function encodeCommit(value: Commit): Buffer {
  return Buffer.from(JSON.stringify(value), 'utf8');
}

export function parseCommit(payload: Buffer): Commit {
  const parsed = commit.safeParse(parseJson(payload));
  if (!parsed.success) {
    throw new VaultFailure('vault.damaged', { check: 'commit' });
  }
  return parsed.data;
}

export function encodeRows(rows: readonly unknown[]): Buffer {
  return Buffer.from(JSON.stringify(rows), 'utf8');
}

export function parseRows(payload: Buffer): readonly unknown[] {
  const rows = parseJson(payload);
  if (!Array.isArray(rows)) {
    throw new VaultFailure('vault.damaged', { check: 'overview' });
  }
  return rows;
}

export function checkSettings(value: VaultSettings): VaultSettings {
  const parsed = settings.safeParse(value);
  if (!parsed.success) {
    throw new VaultFailure('request.malformed');
  }
  return parsed.data;
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return null;
  }
}
