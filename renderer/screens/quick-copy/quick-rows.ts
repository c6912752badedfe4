/** The rows of the quick window in their groups, and which of them is chosen. Pure; drawn by `quick-list.tsx`. */
import { assertNever } from '../../../shared/failure.ts';
import { kindOf } from '../../../shared/kinds/kinds.ts';
import type { Gives } from '../../../shared/contract.ts';
import type { Row } from '../../../shared/views.ts';
import { fieldLabel, inSentence } from '../../text/kind-words.ts';
import { quickWords as words, type CopyWhat } from '../../text/quick-words.ts';

export type RowGroup = { readonly name: 'onPage' | 'recent' | 'rows'; readonly heading: string; readonly rows: readonly Row[] };

export function rowGroups(found: Gives<'quick.find'>, text: string): readonly RowGroup[] {
  const groups: readonly RowGroup[] = [
    { name: 'onPage', heading: words.onPage, rows: found.onPage },
    { name: 'recent', heading: words.recent, rows: found.recent },
    { name: 'rows', heading: text.trim() === '' ? words.changed : words.found, rows: found.rows },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}

/** The row of that id, or the first where it is not there any more. */
export function chosenRow(rows: readonly Row[], chosenId: string | null): Row | undefined {
  return rows.find(({ id }) => id === chosenId) ?? rows[0];
}

/** Up and down go round. */
export function stepFrom(rows: readonly Row[], chosen: Row | undefined, by: number): Row | undefined {
  const at = chosen === undefined ? -1 : rows.indexOf(chosen);
  return rows[(at + by + rows.length) % Math.max(1, rows.length)];
}

/** What Enter copies, in a word; null where the kind has nothing of the sort. */
export function copyWord(row: Row, what: CopyWhat): string | null {
  const { fields, primary } = kindOf(row.kind);
  switch (what) {
    case 'primary':
      return primary === null ? words.mainSecret : inSentence(fieldLabel(row.kind, { name: primary, label: '' }));
    case 'username':
      return fields.some(({ type }) => type === 'username' || type === 'email') ? words.keys.username : null;
    case 'code':
      return row.hasTotp ? words.keys.code : null;
    default:
      return assertNever(what);
  }
}
