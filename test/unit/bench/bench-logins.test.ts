/** What every contestant of the bench is given. */
import { describe, expect, it } from 'vitest';
import { attachmentBytes, benchLogins, chromeCsvOf, keystrokesFor, makeBenchLogin } from '../../bench/bench-logins.ts';
import { keepassXmlOf } from '../../bench/keepass-xml.ts';

const thousand = [...benchLogins(1_000)];

describe('the logins of the bench', () => {
  it('are the same every time, and no two have one title', () => {
    expect([...benchLogins(200)]).toEqual(thousand.slice(0, 200));
    expect(makeBenchLogin(999)).toEqual(thousand[999]);
    expect(new Set(thousand.map(({ title }) => title)).size).toBe(1_000);
    expect(new Set(thousand.map(({ password }) => password)).size).toBe(1_000);
  });

  it('have a one-time code and tags in a tenth, and 20 KB attached in a hundredth', () => {
    expect(thousand.filter(({ totp }) => totp !== null)).toHaveLength(100);
    expect(thousand.filter(({ tags }) => tags.length > 0)).toHaveLength(100);
    const attached = thousand.flatMap(({ attachment }) => attachment ?? []);
    expect(attached).toHaveLength(10);
    expect(attached.map(({ content }) => content.length)).toEqual(Array.from({ length: 10 }, () => attachmentBytes));
    expect(thousand.filter((login) => login.username === '' || login.note === '' || !URL.canParse(login.url))).toEqual([]);
  });

  it('stand in the CSV and in the XML, one row and one entry each', () => {
    expect(chromeCsvOf(thousand).trimEnd().split('\n')).toHaveLength(1_001);
    const xml = keepassXmlOf(thousand);
    expect(xml.match(/<Entry>/gu)).toHaveLength(1_000);
    expect(new Set(xml.match(/<UUID>[^<]+/gu)).size).toBe(1_001);
  });

  it('are searched for letter by letter, by one letter, by several words and by what is nowhere', () => {
    const typed = keystrokesFor(1_000);
    const everything = thousand.map((login) => `${login.title} ${login.username} ${login.url}`.toLowerCase());
    expect(typed.length).toBeGreaterThan(200);
    expect(typed.some((text) => text.length === 1)).toBe(true);
    expect(typed.some((text) => / \S/u.test(text))).toBe(true);
    expect(typed).toContain('qxzjv');
    expect(everything.some((text) => text.includes('qxzjv'))).toBe(false);
    const single = typed.filter((text) => !text.includes(' ') && !text.startsWith('q'));
    expect(single.filter((text) => !everything.some((all) => all.includes(text)))).toEqual([]);
  });
});
