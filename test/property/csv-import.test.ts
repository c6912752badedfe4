import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExport, valueOf } from '../support/read-export.ts';

/** A writer of our own, as RFC 4180 has it. */
function writeCsv(rows: readonly (readonly string[])[], options: { delimiter: string; lineEnd: string; quoteAll: boolean }): string {
  const value = (text: string) =>
    options.quoteAll || /["\n\r,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(value).join(options.delimiter) + options.lineEnd).join('');
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r\n', ';', 'a', ' ', 'é', '\t'), maxLength: 10 }),
);
const row = fc.record({ name: text.filter((title) => title.trim() !== ''), username: text, password: text, note: text });
const layout = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  quoteAll: fc.boolean(),
});

describe('a list of logins written as CSV', () => {
  it('reads back as it was, whatever its values hold and however it is laid out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), layout, async (rows, options) => {
        const written = writeCsv(
          [['name', 'url', 'username', 'password', 'note'], ...rows.map(({ name, username, password, note }) => [name, 'https://a.example', username, password, note])],
          options,
        );
        const read = await readExport(written);
        expect(read.report.leftOut).toEqual([]);
        expect(
          read.items.map((item) => ({
            name: item.overview.title,
            username: valueOf(item, 'username') ?? '',
            password: valueOf(item, 'password') ?? '',
            note: item.details.notes,
          })),
        ).toEqual(rows.map((one) => ({ ...one, name: one.name.trim() })));
      }),
      { numRuns: 300 },
    );
  });

  it('with one broken line loses that line alone', async () => {
    const broken = fc.constantFrom('B,https://b.example,u,"p', 'B,https://b.example,u,"p"x,', 'B,"b"b,u,p,', 'B,u', 'B,https://b.example,u,p,n,n,n');
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), fc.nat(), broken, fc.boolean(), async (rows, position, bad, quoteAll) => {
        // Values of one line here: a line break inside a value is where an open quote cannot be told from a long one.
        const flat = rows.map(({ name, username, password, note }) =>
          [`n${name}`, 'https://a.example', `u${username}`, `p${password}`, `n${note}`].map((value) => value.replaceAll(/[\r\n"]/g, '')),
        );
        const lines = writeCsv(flat, { delimiter: ',', lineEnd: '\n', quoteAll }).split('\n').slice(0, -1);
        const at = position % (lines.length + 1);
        const read = await readExport(['name,url,username,password,note', ...lines.toSpliced(at, 0, bad), ''].join('\n'));
        expect(read.report.leftOut.map(({ line }) => line)).toEqual([at + 2]);
        expect(read.items).toHaveLength(rows.length);
      }),
      { numRuns: 300 },
    );
  });

  it('with two stray quotes loses no other line, and names the first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), fc.nat(), fc.nat(), fc.boolean(), fc.constantFrom(',', ',"'), async (rows, one, other, quoteAll, before) => {
        const flat = rows.map(({ name, username, password, note }, index) =>
          [`n${index}${name}`, 'https://a.example', `u${username}`, `p${password}`, `n${note}`].map((value) => value.replaceAll(/[\r\n"]/g, '').trim()),
        );
        const lines = writeCsv(flat, { delimiter: ',', lineEnd: '\n', quoteAll }).split('\n').slice(0, -1);
        const [opens, closes] = [one % (lines.length + 1), other % (lines.length + 1)].sort((a, b) => a - b);
        const inPassword = before === ',"';
        const broken = lines
          .toSpliced(closes ?? 0, 0, inPassword ? 'Z,https://z.example,u,5",' : 'Z,https://z.example,u,p,5"')
          .toSpliced(opens ?? 0, 0, inPassword ? 'A,https://a.example,u,"p,' : 'A,https://a.example,u,p,"open');
        const read = await readExport(['name,url,username,password,note', ...broken, ''].join('\n'));
        const named = [...read.report.leftOut, ...read.report.mended].map(({ line }) => line);
        expect(named).toContain((opens ?? 0) + 2);
        const found = read.items.map((item) => [item.overview.title, valueOf(item, 'password')]);
        expect(found).toEqual(expect.arrayContaining([['Z', inPassword ? '5"' : 'p'], ...flat.map(([name, , , password]) => [name, password])]));
      }),
      { numRuns: 300 },
    );
  });

  it('of any bytes at all is read or refused with a code, never with a bug', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, withHeader) => {
        const content = withHeader ? Buffer.concat([Buffer.from('url,username,password\n'), bytes]) : bytes;
        await readExport(new Uint8Array(content)).catch((error: unknown) => expect(error).toMatchObject({ name: 'VaultFailure' }));
      }),
      { numRuns: 500 },
    );
  });
});
