import { describe, expect, it } from 'vitest';
import { details, overviewContent } from '../../../shared/item.ts';
import { importReport } from '../../../shared/import-report.ts';
import { readExport, valueOf } from '../../support/read-export.ts';

const chrome = 'name,url,username,password,note\n';
const firefox =
  '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed","timePasswordChanged"\r\n';

const titles = (read: { readonly items: readonly { readonly overview: { readonly title: string } }[] }) =>
  read.items.map(({ overview }) => overview.title);

describe('an export of Chrome or Edge', () => {
  it('gives a login for every row, with nothing changed', async () => {
    const read = await readExport(
      `${chrome}Shop,https://shop.example/login,ann@example.org,"p,a""s\ns",first line\nMail,https://mail.example/,ann,hunter2,"one\ntwo, ""three"""\n`.replace(
        'first line',
        '"first line"',
      ),
    );
    expect(read.format).toBe('chrome-csv');
    expect(read.items).toHaveLength(2);
    const [shop, mail] = read.items;
    expect(shop?.overview).toMatchObject({ kind: 'login', title: 'Shop', urls: [{ url: 'https://shop.example/login', match: 'domain' }] });
    expect(valueOf(shop, 'username')).toBe('ann@example.org');
    expect(valueOf(shop, 'password')).toBe('p,a"s\ns');
    expect(shop?.details.notes).toBe('first line');
    expect(mail?.details.notes).toBe('one\ntwo, "three"');
    expect(read.report).toEqual({ format: 'chrome-csv', taken: [{ kind: 'login', count: 2 }], mended: [], mendedBesides: 0, leftOut: [], leftOutBesides: 0 });
  });

  it('fits the schemas of items and of the report, whatever is in it', async () => {
    const read = await readExport(`${chrome},example.com,u,p,\n"x""y",,,,\n,,,,\nbroken"\n`);
    for (const item of read.items) {
      overviewContent.omit({ subtitle: true, hasTotp: true, attachmentCount: true }).parse(item.overview);
      details.parse(item.details);
    }
    importReport.parse(read.report);
    expect(new Set(read.items.flatMap((item) => item.details.fields.map(({ id }) => id))).size).toBe(2);
  });

  it('mends what is clear: a missing scheme, a missing name', async () => {
    const read = await readExport(`${chrome},www.example.com/login,ann,pw,\n,localhost:8080,ann,pw,\n,,ann,pw,\n`);
    expect(titles(read)).toEqual(['example.com', 'localhost:8080', 'ann']);
    expect(read.items[0]?.overview.urls).toEqual([{ url: 'https://www.example.com/login', match: 'domain' }]);
    expect(read.report.mended).toEqual([
      { line: 2, title: 'example.com', what: 'url-without-scheme' },
      { line: 2, title: 'example.com', what: 'empty-title' },
      { line: 3, title: 'localhost:8080', what: 'url-without-scheme' },
      { line: 3, title: 'localhost:8080', what: 'empty-title' },
      { line: 4, title: 'ann', what: 'empty-title' },
    ]);
  });

  it('keeps the addresses of Android apps, but offers them nowhere', async () => {
    const url = 'android://q0-AbC_d==@com.example.shop/';
    const read = await readExport(`${chrome},${url},ann,pw,\n`);
    expect(read.items[0]?.overview).toMatchObject({ title: 'com.example.shop', urls: [{ url, match: 'never' }] });
  });

  it('may have its columns in another order, other capitals, and be without notes', async () => {
    const read = await readExport('Password,URL,Name,Username\npw,https://a.example,A,ann\n');
    expect(read.format).toBe('chrome-csv');
    expect(valueOf(read.items[0], 'password')).toBe('pw');
    expect(read.items[0]?.overview.title).toBe('A');
  });

  it('as Safari words it is read too, one-time codes included', async () => {
    const read = await readExport(
      'Title,URL,Username,Password,Notes,OTPAuth\nA,https://a.example,ann,pw,note,otpauth://totp/A:ann?secret=JBSWY3DPEHPK3PXP&issuer=A\n',
    );
    expect(valueOf(read.items[0], 'totp')).toBe('otpauth://totp/A:ann?secret=JBSWY3DPEHPK3PXP&issuer=A');
    expect(read.items[0]?.details.notes).toBe('note');
  });
});

describe('an export of Firefox', () => {
  it('takes its titles from the hosts and keeps the realm', async () => {
    const read = await readExport(
      `${firefox}"https://www.shop.example","ann","pw",,"https://www.shop.example","{0a-1}","1700000000000","1700000000001","1700000000002"\r\n` +
        '"https://router.example:8443","admin","pw2","Router login",,"{0a-2}","1","2","3"\r\n',
    );
    expect(read.format).toBe('firefox-csv');
    expect(titles(read)).toEqual(['shop.example', 'router.example:8443']);
    expect(valueOf(read.items[1], 'HTTP realm')).toBe('Router login');
    expect(read.items[1]?.overview.urls).toEqual([{ url: 'https://router.example:8443', match: 'host' }]);
    expect(read.items[0]?.details.fields).toHaveLength(2);
    expect(read.report.mended).toEqual([]);
  });

  it('keeps where a form was sent, when it was elsewhere, without ever offering it there', async () => {
    const read = await readExport(`${firefox}"https://a.example","ann","pw",,"https://b.example","{1}","1","2","3"\r\n`);
    expect(valueOf(read.items[0], 'Form sent to')).toBe('https://b.example');
    expect(read.items[0]?.overview.urls.map(({ url }) => url)).toEqual(['https://a.example']);
  });
});

describe('a malformed row', () => {
  it.each([
    ['a quote that is never closed', 'B,https://b.example,bob,"pw,note'],
    ['a quote in the middle of a quoted value', 'B,https://b.example,bob,"p"w",'],
    ['text after a closing quote', 'B,https://b.example,"bob"x,pw,'],
  ])('with %s is told by its line and costs nothing else', async (_, row) => {
    const read = await readExport(`${chrome}A,https://a.example,ann,pw,\n${row}\nC,https://c.example,cem,"p""w",\nD,https://d.example,dan,pw,"x\ny"\n`);
    expect(titles(read)).toEqual(['A', 'C', 'D']);
    expect(valueOf(read.items[1], 'password')).toBe('p"w');
    expect(read.report.leftOut).toEqual([{ line: 3, title: '', why: 'malformed-row' }]);
  });

  it('with an open quote in a file where everything is quoted costs only itself', async () => {
    const row = (name: string) => `"https://${name}.example","${name}","pw",,,"{1}","1","2","3"\r\n`;
    const read = await readExport(`${firefox}${row('a')}"https://bad.example,"bad","pw",,,"{1}","1","2","3"\r\n${row('b')}${row('c')}`);
    expect(titles(read)).toEqual(['a.example', 'b.example', 'c.example']);
    expect(read.report.leftOut).toEqual([{ line: 3, title: '', why: 'malformed-row' }]);
  });

  it.each([
    ['too few columns', 'B,https://b.example,bob'],
    ['too many columns', 'B,https://b.example,bob,pw,with,commas'],
  ])('with %s is told so', async (_, row) => {
    const read = await readExport(`${chrome}A,https://a.example,ann,pw,\n${row}\nC,https://c.example,cem,pw,\n`);
    expect(titles(read)).toEqual(['A', 'C']);
    expect(read.report.leftOut).toEqual([{ line: 3, title: '', why: 'wrong-column-count' }]);
  });

  it('keeps its true line number after values of several lines, in every one of many batches', async () => {
    const rows: string[] = [];
    const bad: number[] = [];
    let line = 2;
    for (let at = 0; at < 3_000; at += 1) {
      if (at % 997 === 500) {
        rows.push(`bad ${at},"open\n`);
        bad.push(line);
        line += 1;
      } else if (at % 7 === 0) {
        rows.push(`n${at},https://n${at}.example,u,p,"one\ntwo\nthree"\n`);
        line += 3;
      } else {
        rows.push(`n${at},https://n${at}.example,u,p,\n`);
        line += 1;
      }
    }
    const read = await readExport(chrome + rows.join(''));
    expect(read.items).toHaveLength(3_000 - bad.length);
    expect(read.report.leftOut.map((entry) => entry.line)).toEqual(bad);
  });

  it('that is only separators is an empty row; blank lines are nothing', async () => {
    const read = await readExport(`${chrome}\nA,https://a.example,ann,pw,\n,,,,\n\n\n`);
    expect(titles(read)).toEqual(['A']);
    expect(read.report.leftOut).toEqual([{ line: 4, title: '', why: 'empty-row' }]);
  });

  it('may have a lone quote inside a value that is not quoted', async () => {
    const read = await readExport(`${chrome}A,https://a.example,ann,pa"ss,\n`);
    expect(valueOf(read.items[0], 'password')).toBe('pa"ss');
  });

  it('whose value is beyond every bound is left out by name, and the rest comes', async () => {
    const read = await readExport(`${chrome}Big,https://a.example,ann,${'x'.repeat(262_145)},\nB,https://b.example,bob,pw,\n`);
    expect(titles(read)).toEqual(['B']);
    expect(read.report.leftOut).toEqual([{ line: 2, title: 'Big', why: 'value-too-long' }]);
  });

  it('never puts a password into the report', async () => {
    const read = await readExport(`${chrome}B,https://b.example,bob,"S3cret,\n,example.com,,S3cret,\nS3cret,x\n`);
    expect(JSON.stringify(read.report)).not.toContain('S3cret');
  });
});

describe('the encoding of an export', () => {
  const body = 'name,url,username,password,note\nCafé,https://café.example,ann,pässwörd,\n';

  it.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${body}`, 'utf8')],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${body}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(body, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${body}`, 'utf16le').swap16()],
    ['Windows line ends', Buffer.from(body.replaceAll('\n', '\r\n'))],
    ['old Mac line ends', Buffer.from(body.replaceAll('\n', '\r'))],
    ['no last line end', Buffer.from(body.trimEnd())],
    ['semicolons, as a spreadsheet writes', Buffer.from(body.replaceAll(',', ';').replace('pässwörd;', '"pässwörd";'))],
    ['tabs', Buffer.from(body.replaceAll(',', '\t'))],
    ['empty columns a spreadsheet added', Buffer.from(body.replaceAll('\n', ',,\n'))],
  ])('may be: %s', async (_, bytes) => {
    const read = await readExport(new Uint8Array(bytes));
    expect(read.report.leftOut).toEqual([]);
    expect(titles(read)).toEqual(['Café']);
    expect(valueOf(read.items[0], 'password')).toBe('pässwörd');
  });

  it('that is broken in one line is guessed for that line alone, and told', async () => {
    const bytes = Buffer.concat([
      Buffer.from('name,url,username,password,note\nÄ,https://a.example,ann,pä,\n'),
      Buffer.from('B\xe9,https://b.example,bob,p\xe4ss\x80,\n', 'latin1'),
      Buffer.from('Ü,https://c.example,cem,pü,\n'),
    ]);
    const read = await readExport(new Uint8Array(bytes));
    expect(titles(read)).toEqual(['Ä', 'Bé', 'Ü']);
    expect(valueOf(read.items[1], 'password')).toBe('päss€');
    expect(read.report.mended).toEqual([{ line: 3, title: 'Bé', what: 'replaced-invalid-text' }]);
  });
});
