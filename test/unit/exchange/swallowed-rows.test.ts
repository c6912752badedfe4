/** Two stray quotes with logins between them: nothing is lost without a word, whatever was meant. */
import { describe, expect, it } from 'vitest';
import { readExport, valueOf } from '../../support/read-export.ts';

const chrome = 'name,url,username,password,note\n';
const b = 'B,https://b.example,bob,pw-b,';
const c = 'C,https://c.example,cem,pw-c,a note';
const e = 'E,https://e.example,eve,pw-e,';

const titles = (read: { readonly items: readonly { readonly overview: { readonly title: string } }[] }) => read.items.map(({ overview }) => overview.title);

describe('two stray quotes in the notes of different rows', () => {
  const file = `${chrome}A,https://a.example,ann,pw-a,"unfinished note\n${b}\n${c}\nD,https://d.example,dan,pw-d,a screen of 5"\n${e}\n`;

  it.each([
    ['of a Unix file', file],
    ['of a Windows file', file.replaceAll('\n', '\r\n')],
  ])('%s lose no login between them, and every line is named', async (_, text) => {
    const read = await readExport(text);
    expect(titles(read)).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(read.items.map((item) => valueOf(item, 'password'))).toEqual(['pw-a', 'pw-b', 'pw-c', 'pw-d', 'pw-e']);
    expect(read.items[3]?.details.notes).toBe('a screen of 5"');
    expect(read.report.leftOut).toEqual([]);
    expect(read.report.mended).toEqual([
      { line: 2, title: 'A', what: 'logins-in-note' },
      { line: 3, title: 'B', what: 'login-from-note' },
      { line: 4, title: 'C', what: 'login-from-note' },
      { line: 5, title: 'D', what: 'login-from-note' },
    ]);
  });

  it('lose nothing where the second stands in the very next row', async () => {
    const read = await readExport(`${chrome}A,https://a.example,ann,pw-a,"open\nD,https://d.example,dan,pw-d,5"\n`);
    expect(titles(read)).toEqual(['A', 'D']);
  });

  it('lose nothing where a broken row stands between them: it is told by its line', async () => {
    const read = await readExport(`${chrome}A,https://a.example,ann,pw-a,"open\n${b}\nX,https://x.example,u,p,n,too,many\nD,https://d.example,dan,pw-d,5"\n`);
    expect(titles(read)).toEqual(['A', 'B', 'D']);
    expect(read.report.leftOut).toEqual([{ line: 4, title: '', why: 'wrong-column-count' }]);
  });

  it('lose nothing when what they took in is too long for a note', async () => {
    const many = Array.from({ length: 4_000 }, (_, at) => `N${at},https://n${at}.example,user,${'p'.repeat(300)},`).join('\n');
    const read = await readExport(`${chrome}A,https://a.example,ann,pw-a,"open\n${many}\nD,https://d.example,dan,pw-d,5"\n${e}\n`);
    expect(read.items).toHaveLength(4_002);
    expect(read.report.leftOut).toEqual([{ line: 2, title: 'A', why: 'value-too-long' }]);
    expect(read.report.mended).toHaveLength(1_000);
    expect(read.report.mendedBesides).toBe(3_001);
  });
});

describe('two stray quotes in a column where nobody keeps logins', () => {
  it('make a malformed row of the first alone', async () => {
    const read = await readExport(`${chrome}A,https://a.example,ann,"pw-a,\n${b}\n${c}\nD,https://d.example,dan,5",\n${e}\n`);
    expect(titles(read)).toEqual(['B', 'C', 'D', 'E']);
    expect(valueOf(read.items[2], 'password')).toBe('5"');
    expect(read.report.leftOut).toEqual([{ line: 2, title: '', why: 'malformed-row' }]);
    expect(read.report.mended).toEqual([]);
  });

  it('are seen in the very next row too', async () => {
    const read = await readExport(`${chrome}A,https://a.example,ann,"pw-a,\nD,https://d.example,dan,5",\n`);
    expect(titles(read)).toEqual(['D']);
    expect(read.report.leftOut).toEqual([{ line: 2, title: '', why: 'malformed-row' }]);
  });

  it('do the same in a file without notes', async () => {
    const read = await readExport('url,username,password\nhttps://a.example,ann,"open\nhttps://b.example,bob,pw-b\nhttps://d.example,dan,5"\n');
    expect(read.items.map((item) => valueOf(item, 'username'))).toEqual(['bob', 'dan']);
    expect(read.report.leftOut).toEqual([{ line: 2, title: '', why: 'malformed-row' }]);
  });
});

describe('a value of several lines that was meant', () => {
  it('stays whole where it is a note with a pasted list of logins, and the list is told of', async () => {
    const note = `My old list:\n${c}\nkeep it safe`;
    const read = await readExport(`${chrome}A,https://a.example,ann,pw-a,"${note}"\n${e}\n`);
    expect(titles(read)).toEqual(['A', 'C', 'E']);
    expect(read.items[0]?.details.notes).toBe(note);
    expect(valueOf(read.items[0], 'password')).toBe('pw-a');
    expect(read.report.leftOut).toEqual([]);
    expect(read.report.mended.map(({ line, what }) => [line, what])).toEqual([
      [2, 'logins-in-note'],
      [3, 'login-from-note'],
    ]);
  });

  it.each([
    ['commas', 'one, two, three, four, five\nsix, seven, eight, nine, ten'],
    ['amounts where the address would be', 'flour,1.5,cups,sifted,twice\nmilk,2.5,cups,warm,'],
    ['addresses', 'see\nhttps://x.example/a,b\nor https://y.example, which is older, slower, and odd, too'],
    ['quotes', 'said\n"x",https://x.example,u,p,n'],
  ])('is nothing to tell of where it only has %s', async (_, note) => {
    const read = await readExport(`${chrome}A,https://a.example,ann,pw-a,"${note.replaceAll('"', '""')}"\n`);
    expect(titles(read)).toEqual(['A']);
    expect(read.items[0]?.details.notes).toBe(note);
    expect(read.report).toMatchObject({ mended: [], leftOut: [] });
  });

  it('is nothing to tell of as a title, though its last line goes on with the rest of the row', async () => {
    const read = await readExport(`${chrome}"A\nthe second",https://a.example,ann,pw-a,\n`);
    expect(titles(read)).toEqual(['A\nthe second']);
    expect(read.report).toMatchObject({ mended: [], leftOut: [] });
  });
});
