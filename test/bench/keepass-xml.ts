/** Logins as a KeePass XML export holds them, with the five values that a browser's CSV has: what keepassxc-cli and kdbxweb import. */
import { makeDice, type BenchLogin } from './bench-logins.ts';

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function keepassXmlOf(logins: Iterable<BenchLogin>): string {
  const dice = makeDice(23);
  const uuid = (): string => Buffer.from(Array.from({ length: 16 }, () => dice(256))).toString('base64');
  const entries: string[] = [];
  for (const { title, username, password, url, note } of logins) {
    const strings = [['Title', title], ['UserName', username], ['Password', password], ['URL', url], ['Notes', note]].map(
      ([key = '', value = '']) => `<String><Key>${key}</Key><Value${key === 'Password' ? ' ProtectInMemory="True"' : ''}>${escaped(value)}</Value></String>`,
    );
    entries.push(`<Entry><UUID>${uuid()}</UUID>${strings.join('')}</Entry>`);
  }
  return [
    '<?xml version="1.0" encoding="utf-8" standalone="yes"?>',
    '<KeePassFile><Meta><Generator>bench</Generator><DatabaseName>Bench</DatabaseName></Meta>',
    `<Root><Group><UUID>${uuid()}</UUID><Name>Bench</Name>`,
    ...entries,
    '</Group></Root></KeePassFile>',
    '',
  ].join('\n');
}
