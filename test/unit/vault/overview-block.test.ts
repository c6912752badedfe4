import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBlock } from '../../../electron/vault/overview-block.ts';
import { packBlock } from '../../../electron/vault/pack-block.ts';
import { encodeRow, parseRow } from '../../../electron/vault/version-row.ts';
import type { VersionRow } from '../../../electron/vault/version-row.ts';
import { change, instant, overviewContent } from '../../../shared/item.ts';
import { VaultFailure } from '../../../shared/failure.ts';

const id = fc.uuid({ version: 7 });
const time = fc.integer({ min: 0, max: 8_640_000_000_000_000 });
const text = fc.string({ unit: 'binary', maxLength: 20 });
const place = { frame: fc.nat(), offset: fc.nat(), length: fc.nat() };
const row: fc.Arbitrary<VersionRow> = fc.record({
  overview: fc.record({
    id,
    versionId: id,
    change: fc.constantFrom(...change.options),
    updatedAt: time,
    createdAt: time,
    device: text,
    kind: fc.constantFrom(...overviewContent.shape.kind.options),
    title: text,
    subtitle: text,
    urls: fc.array(fc.record({ url: text, match: fc.constantFrom('domain', 'host', 'exact', 'never') }), { maxLength: 2 }),
    tags: fc.array(text, { maxLength: 2 }),
    collection: fc.option(text),
    favourite: fc.boolean(),
    touchRequired: fc.boolean(),
    purgeProtected: fc.boolean(),
    hasTotp: fc.boolean(),
    attributes: fc.record({ enabled: fc.boolean(), notBefore: fc.option(time), expires: fc.option(time) }),
    attachmentCount: fc.nat(),
    deletedAt: fc.option(time),
    purgeAt: fc.option(time),
  }),
  details: fc.record({ ...place, versionId: id }),
  attachments: fc.array(fc.record({ ...place, attachmentId: id }), { maxLength: 2 }),
});

describe('a block of rows', () => {
  it('gives back what was packed, whole and column by column', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        const block = openBlock(packBlock(rows));
        expect(block.count).toBe(rows.length);
        rows.forEach((packed, index) => {
          const { overview } = packed;
          expect(block.row(index, new Map())).toEqual(packed);
          expect(block.row(index, new Map())).toEqual(parseRow(encodeRow(packed), new Map()));
          expect([block.itemId(index), block.versionId(index), block.updatedAt(index), block.createdAt(index)]).toEqual([overview.id, overview.versionId, overview.updatedAt, overview.createdAt]);
          expect([block.kind(index), block.change(index), block.device(index), block.collection(index)]).toEqual([overview.kind, overview.change, overview.device, overview.collection]);
          expect([block.isFavourite(index), block.isInTrash(index), block.hasTags(index)]).toEqual([overview.favourite, overview.deletedAt !== null, overview.tags.length > 0]);
          expect(block.tags(index)).toEqual(overview.tags);
          expect(instant.safeParse(block.updatedAt(index)).success).toBe(true);
        });
      }),
    );
  });

  it('is damaged, not a crash and not another row, whatever single byte of it is changed or missing', () => {
    const [rows] = fc.sample(fc.array(row, { minLength: 3, maxLength: 3 }), { numRuns: 1, seed: 7 });
    const payload = packBlock(rows ?? []);
    const readAll = (bytes: Buffer): void => {
      const block = openBlock(bytes);
      for (let index = 0; index < block.count; index += 1) {
        block.row(index, new Map());
        block.searchText().slice(block.searchEnd(index - 1), block.searchEnd(index));
      }
    };
    readAll(Buffer.from(payload));
    for (let at = 0; at < payload.length; at += 1) {
      const changed = Buffer.from(payload);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      for (const bytes of [changed, Buffer.from(payload.subarray(0, at))]) {
        let code: string | null = null;
        try {
          readAll(bytes);
        } catch (error) {
          code = error instanceof VaultFailure ? error.code : String(error);
        }
        // A byte of a title is another title: the frame around the block says that it was changed.
        expect(bytes.length < payload.length ? ['vault.damaged'] : ['vault.damaged', null]).toContain(code);
      }
    }
  });

  it('forgets what it held', () => {
    const [rows] = fc.sample(fc.array(row, { minLength: 1, maxLength: 1 }), { numRuns: 1, seed: 7 });
    const payload = packBlock(rows ?? []);
    const block = openBlock(payload);
    block.searchText();
    block.forget();
    expect(payload.every((byte) => byte === 0)).toBe(true);
  });
});
