/** The report of an import as a person keeps it: every row that was mended or left out, by its line. */
import { expect, test } from 'vitest';
import { placeWords, reportAsText } from '../../../../renderer/text/import-report-words.ts';
import { countOfKind } from '../../../../renderer/text/kind-words.ts';

test('names the file, the counts, and each row with its reason', () => {
  const text = reportAsText(
    {
      format: 'chrome-csv',
      taken: [{ kind: 'login', count: 3 }, { kind: 'note', count: 0 }],
      mended: [{ line: 4, title: 'Shop', what: 'url-without-scheme' }],
      mendedBesides: 0,
      leftOut: [{ line: 9, title: '', why: 'wrong-column-count' }, { line: null, title: 'GitHub', why: 'duplicate' }],
      leftOutBesides: 2_000,
    },
    'Chrome Passwords.csv',
    countOfKind,
  );
  expect(text.split('\n')).toEqual([
    'Import of Chrome Passwords.csv (Chrome or Edge, CSV)',
    '',
    'Taken: 3',
    '  3 logins',
    'Mended: 1',
    '  Line 4 “Shop”: The address had no https:// and got one.',
    'Left out: 2002',
    '  Line 9: The row has more or fewer columns than the heading.',
    '  Entry “GitHub”: The same item is in the vault already.',
    '  and 2,000 more',
    '',
  ]);
});

test('a list has entries where a table has lines', () => {
  expect(placeWords('bitwarden-json', 3)).toBe('Entry 3');
  expect(placeWords('firefox-csv', 3)).toBe('Line 3');
});
