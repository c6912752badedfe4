/**
 * What a commit frame says: the end of one transaction, with its rows where they are few, and everything that is not a row.
 * Overview frames hold nothing but rows (overview-block.ts). Parsed only after authentication.
 */
import { z } from 'zod';
import { VaultFailure } from '../../shared/failure.ts';
import { id } from '../../shared/ids.ts';
import { instant } from '../../shared/item.ts';
import type { SettingsTimes } from './settings-times.ts';
import type { VaultSettings } from './vault-types.ts';
import { joinParts, packBlock } from './pack-block.ts';
import type { RowParts } from './pack-block.ts';
import type { VersionRow } from './version-row.ts';

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
  /** When each setting was chosen; files from before merging do not say. */
  settingsAt: z.strictObject({ name: instant, retentionDays: instant, sharingItemId: instant }).nullish().transform((times) => times ?? null),
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
  readonly settingsAt?: SettingsTimes | null;
  readonly audit: readonly unknown[];
};

/** Every commit begins so: by these bytes one is told from chance before all of it is decrypted. */
export const commitBegin = Buffer.from('{"first":', 'ascii');

export function encodeCommit({ first, ...rest }: Commit): Buffer {
  return Buffer.from(JSON.stringify({ first, ...rest }), 'utf8');
}

export function parseCommit(payload: Buffer): Commit {
  const parsed = commit.safeParse(parseJson(payload));
  if (!parsed.success) {
    throw new VaultFailure('vault.damaged', { check: 'commit' });
  }
  return parsed.data;
}

const rowsInOverview = 1_000;
/** Rows of many long addresses make fewer rows a frame. */
const overviewBytes = 1 << 22;

/** Overview payloads that hold all the rows in order; one row alone is far below any limit. */
export function packRows(rows: readonly VersionRow[]): readonly Buffer[] {
  return packAll(rows, packBlock);
}

/** As `packRows`, of rows in pieces. */
export function packParts(rows: readonly RowParts[]): readonly Buffer[] {
  return packAll(rows, joinParts);
}

function packAll<Row>(rows: readonly Row[], packOne: (block: readonly Row[]) => Buffer): readonly Buffer[] {
  const packed: Buffer[] = [];
  const pack = (block: readonly Row[]): void => {
    const payload = packOne(block);
    if (payload.length > overviewBytes && block.length > 1) {
      const half = block.length >>> 1;
      pack(block.slice(0, half));
      pack(block.slice(half));
    } else {
      packed.push(payload);
    }
  };
  for (let from = 0; from < rows.length; from += rowsInOverview) {
    pack(rows.slice(from, from + rowsInOverview));
  }
  return packed;
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
