import { fileLimits } from '../../../shared/file-limits.ts';
import { describe, expect, it } from 'vitest';
import { findDuplicates, isSameContent } from '../../../electron/exchange/find-duplicates.ts';
import { readImport } from '../../../electron/exchange/read-import.ts';
import type { ItemContent } from '../../../electron/vault/vault-types.ts';
import type { Overview } from '../../../shared/item.ts';
import { countingRandom, readExport } from '../../support/read-export.ts';

const header = 'name,url,username,password,note\n';
const tools = () => ({ clock: { now: () => 0 }, random: countingRandom() });

describe('reading an import', () => {
  it.each([
    ['nothing', '', 'import.unreadable'],
    ['JSON cut off', '{"items": [', 'import.unreadable'],
    ['JSON of something else', '{"name": "x", "items": []}', 'import.unknown-format'],
    ['a list', '[1, 2]', 'import.unknown-format'],
    ['a table of something else', 'id,colour\n1,red\n', 'import.unknown-format'],
    ['a table without a header', 'Shop,https://shop.example,ann,pw,\n', 'import.unknown-format'],
    ['a header that names a column twice', 'url,url,username,password\na,b,c,d\n', 'import.unknown-format'],
    ['prose', 'Dear Ann,\n', 'import.unknown-format'],
    ['a picture', '\u0089PNG\r\n\u001a\n', 'import.unknown-format'],
    ['blank lines', '\n\n\n', 'import.unknown-format'],
  ])('refuses %s', async (_, content, code) => {
    await expect(readExport(content)).rejects.toMatchObject({ code });
  });

  it.each([
    ['password', 'name,url,username,note\nShop,https://shop.example,ann,\n'],
    ['url', 'name;username;password\nShop;ann;pw\n'],
  ])('names the column %s where it is the one that lacks', async (column, content) => {
    await expect(readExport(content)).rejects.toMatchObject({ code: 'import.missing-column', facts: { check: column } });
  });

  it('strips the marks that turn a title round', async () => {
    const { items } = await readExport(`${header}\u202egpj.exe,https://shop.example,ann,pw,\n`);
    expect(items[0]?.overview.title).toBe('gpj.exe');
  });

  it('makes a title of a site in the letters it is saved with', async () => {
    const { items } = await readExport(`${header},https://www.münchen.example:8443/login,ann,pw,\n`);
    expect(items[0]?.overview.title).toBe('münchen.example:8443');
  });

  it('takes an export without a single login for what it is', async () => {
    expect((await readExport(header)).items).toEqual([]);
  });

  it('refuses a file beyond the limit before looking at it', async () => {
    await expect(readImport(new Uint8Array(fileLimits.import + 1), tools())).rejects.toMatchObject({
      code: 'import.unreadable',
      facts: { limitBytes: fileLimits.import },
    });
  });

  it.each([
    ['rows that are none', `${header}${'a\n'.repeat(250_001)}`],
    ['lines', `${header}${'\n'.repeat(1_000_001)}`],
    ['lines that are not UTF-8', Buffer.concat([Buffer.from(header), Buffer.alloc(1_000_002, '\n'), Buffer.of(0xff)])],
    ['entries', `{"encrypted":false,"folders":[],"items":[${'{},'.repeat(250_001)}{}]}`],
    ['lists within an entry', `{"encrypted":false,"folders":[],"items":[[${'[],'.repeat(2_500_001)}[]]]}`],
    ['members of one list', `{"encrypted":false,"folders":[],"items":[[${'1,'.repeat(7_500_001)}1]]}`],
  ])('refuses an export of too many %s', async (_, content) => {
    await expect(readExport(content)).rejects.toMatchObject({ code: 'import.too-many' });
  });

  it('refuses JSON that is nested too deep, or too large to parse in one piece', async () => {
    await expect(readExport('['.repeat(1_000_000))).rejects.toMatchObject({ code: 'import.unreadable', facts: {} });
    const large = Buffer.alloc(67_108_865, ' ');
    large.write('[');
    await expect(readExport(large)).rejects.toMatchObject({ code: 'import.unreadable', facts: { limitBytes: 67_108_864 } });
  });

  it('names the first thousand rows that were left out, and counts the rest', async () => {
    const { report } = await readExport(`${header}${'a\n'.repeat(3_000)}`);
    expect(report.leftOut).toHaveLength(1_000);
    expect(report.leftOutBesides).toBe(2_000);
  });

  it('of a hundred thousand rows lets others work meanwhile, and tells how far it is', async () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => `Site ${at},https://site${at}.example/login,user${at},"p""w${at}",\n`);
    let turns = 0;
    let reading = true;
    const others = (function turn(): void {
      turns += 1;
      if (reading) {
        setImmediate(turn);
      }
    })();
    expect(others).toBeUndefined();
    const steps: number[] = [];
    const read = await readImport(new TextEncoder().encode(header + rows.join('')), {
      ...tools(),
      progress: (stage, done) => {
        expect(stage).toBe('reading');
        steps.push(done);
      },
    });
    reading = false;
    expect(read.items).toHaveLength(100_000);
    expect(turns).toBeGreaterThan(150);
    expect(steps.at(-1)).toBe(100_001);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });

  it('stops when it is cancelled', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `Site ${at},https://site${at}.example,u,p,\n`).join('');
    const controller = new AbortController();
    let last = 0;
    const reading = readImport(new TextEncoder().encode(header + rows), {
      ...tools(),
      signal: controller.signal,
      progress: (_, done) => {
        last = done;
        if (done > 2_000) {
          controller.abort();
        }
      },
    });
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    expect(last).toBeLessThan(5_000);
  });
});

describe('what is in the vault already', () => {
  const noBreath = async (): Promise<void> => undefined;

  function overviewOf(content: ItemContent, id: string, more: Partial<Overview> = {}): Overview {
    const subtitle = content.details.fields.find(({ name }) => name === 'username')?.value ?? '';
    return { ...content.overview, subtitle, hasTotp: false, attachmentCount: 0, id, versionId: id, change: 'import', createdAt: 0, updatedAt: 0, device: 'd', deletedAt: null, purgeAt: null, ...more };
  }

  it('is found by kind, title, username and hosts; not in the trash', async () => {
    const { items } = await readExport(`${header}A,https://a.example/x,ann,pw,\nA,https://a.example/x,bob,pw,\nB,https://a.example/x,ann,pw,\n`);
    const [first] = items;
    if (!first) {
      throw new Error('no item');
    }
    const other: ItemContent = { ...first, overview: { ...first.overview, urls: [{ url: 'https://www.a.example/login', match: 'domain' }] } };
    expect((await findDuplicates(items, [overviewOf(other, 'one')], noBreath)).map((found) => found.map(({ itemId }) => itemId))).toEqual([['one'], [], []]);
    expect(await findDuplicates(items, [overviewOf(first, 'one', { deletedAt: 1 })], noBreath)).toEqual([[], [], []]);
  });

  it('is the same only when every value stands there', async () => {
    const one = (await readExport(`${header}A,https://a.example,ann,pw,\n`)).items[0];
    const two = (await readExport(`${header}A,https://a.example,ann,changed,\n`)).items[0];
    if (!one || !two) {
      throw new Error('no item');
    }
    expect(isSameContent(one, one.details)).toBe(true);
    expect(isSameContent(two, one.details)).toBe(false);
  });
});
