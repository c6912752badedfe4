/** Words for what an import took, mended and left out, and the whole report as plain text to keep. Never holds a secret. */
import type { ImportFormat, ImportReport, LeftOutWhy, MendedWhat } from '../../shared/import-report.ts';

export const formatNames: Record<ImportFormat, string> = {
  'chrome-csv': 'Chrome or Edge, CSV',
  'firefox-csv': 'Firefox, CSV',
  'bitwarden-json': 'Bitwarden, JSON',
};

export const mendedWords: Record<MendedWhat, string> = {
  'url-without-scheme': 'The address had no https:// and got one.',
  'empty-title': 'There was no title; the site’s name, or else the username, took its place.',
  untitled: 'There was no title, and nothing to take one from. It came in untitled.',
  'name-too-long': 'A tag or the name of its collection was too long and was cut.',
  'reprompt-dropped': 'There, it asked for the master password before it showed anything. That wish was not kept.',
  'linked-field-dropped': 'A field that only pointed at another one was left out.',
  'bare-totp': 'The one-time code was a bare secret and became a whole address.',
  'unusable-totp': 'The one-time code is of a kind that cannot be shown here. Its secret was kept as a hidden field.',
  'title-too-long': 'The title was too long and was cut.',
  'too-many-tags': 'There were too many tags; the first ones stayed.',
  'unknown-match-rule': 'The rule for matching the site is not known here; the usual one took its place.',
  'replaced-invalid-text': 'It was not UTF-8 and was read as Western European. Check its accents.',
  'logins-in-note': 'Its note holds lines that are logins by themselves, perhaps for want of a quotation mark. It was kept whole, and they were taken as logins too.',
  'login-from-note': 'It stood inside the note of a login above and was taken as a login too.',
};

export const leftOutWords: Record<LeftOutWhy, string> = {
  'malformed-row': 'The row is broken, such as a quotation mark that is never closed.',
  'wrong-column-count': 'The row has more or fewer columns than the heading.',
  'empty-row': 'The row holds nothing to keep.',
  'value-too-long': 'A value is longer than an item can hold.',
  'in-trash': 'It was in the trash there.',
  'unknown-type': 'It is of a kind that Latchkey does not know.',
  'malformed-item': 'The entry does not have the shape it should.',
  'passkey-not-supported': 'Its passkey cannot be brought over yet.',
  duplicate: 'The same item is in the vault already.',
};

/** CSV rows stand on lines; a JSON export is a list of entries; some are known by their title alone. */
export function placeWords(format: ImportFormat, line: number | null): string {
  if (line === null) {
    return 'Entry';
  }
  return format === 'bitwarden-json' ? `Entry ${line}` : `Line ${line}`;
}

export const mendedCount = ({ mended, mendedBesides }: ImportReport): number => mended.length + mendedBesides;
export const leftOutCount = ({ leftOut, leftOutBesides }: ImportReport): number => leftOut.length + leftOutBesides;

export function takenCount(report: ImportReport): number {
  return report.taken.reduce((sum, { count }) => sum + count, 0);
}

const besides = (count: number): string[] => (count === 0 ? [] : [`  and ${count.toLocaleString('en-GB')} more`]);

const shownTitle = (title: string): string => (title === '' ? '' : ` “${title}”`);

/** @param kindName the word for a kind and a count: "3 logins". */
export function reportAsText(report: ImportReport, fileName: string, countOfKind: (kind: ImportReport['taken'][number]['kind'], count: number) => string): string {
  const lines = [
    `Import of ${fileName} (${formatNames[report.format]})`,
    '',
    `Taken: ${takenCount(report)}`,
    ...report.taken.filter(({ count }) => count > 0).map(({ kind, count }) => `  ${countOfKind(kind, count)}`),
    `Mended: ${mendedCount(report)}`,
    ...report.mended.map(({ line, title, what }) => `  ${placeWords(report.format, line)}${shownTitle(title)}: ${mendedWords[what]}`),
    ...besides(report.mendedBesides),
    `Left out: ${leftOutCount(report)}`,
    ...report.leftOut.map(({ line, title, why }) => `  ${placeWords(report.format, line)}${shownTitle(title)}: ${leftOutWords[why]}`),
    ...besides(report.leftOutBesides),
  ];
  return `${lines.join('\n')}\n`;
}
