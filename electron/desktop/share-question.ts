/**
 * Asks before anything is sealed for somebody else. SECURITY: sealing gives out many secrets in one call, for recipients and under a
 * passphrase that the page names; so what leaves and for whom is shown by the system's own dialog, where no page can answer.
 * Called by `share-calls.ts` through the desktop port; when to ask is decided there.
 */
import { dialog, type BrowserWindow } from 'electron';
import type { ShareQuestion } from '../ipc/call-deps.ts';

const mostTitles = 6;
const mostRecipients = 6;
const titleLength = 60;

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Controls and marks of direction out: a title must not rearrange the question. */
function plain(text: string, most: number): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
  return clean.length > most ? `${[...clean].slice(0, most).join('')}…` : clean;
}

function shortRecipient(recipient: string): string {
  const clean = plain(recipient, 4_096);
  return clean.length <= 24 ? clean : `${clean.slice(0, 12)}…${clean.slice(-8)}`;
}

function listed(lines: readonly string[], most: number): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most), `and ${lines.length - most} more`];
}

export function shareQuestionWords({ items, fieldCount, urlCount, withNotes, attachmentCount, recipients }: ShareQuestion): { readonly message: string; readonly detail: string } {
  const parts = [
    ...(fieldCount > 0 ? [count(fieldCount, 'field', 'fields')] : []),
    ...(urlCount > 0 ? [count(urlCount, 'website', 'websites')] : []),
    ...(withNotes ? ['notes'] : []),
    ...(attachmentCount > 0 ? [count(attachmentCount, 'attachment', 'attachments')] : []),
  ].join(', ');
  const forWhom =
    recipients === null ? ['Whoever knows the passphrase can open it.'] : ['It is sealed for:', ...listed(recipients.map(shortRecipient), mostRecipients)];
  return {
    message: `Share ${parts} of ${count(items.length, 'item', 'items')}${recipients === null ? ' under a passphrase' : ''}?`,
    detail: [...listed(items.map((title) => `“${plain(title, titleLength)}”`), mostTitles), '', ...forWhom].join('\n'),
  };
}

export function makeShareQuestion(windowOf: () => BrowserWindow): (question: ShareQuestion) => Promise<boolean> {
  return async (question) => {
    const { response } = await dialog.showMessageBox(windowOf(), {
      type: 'question',
      ...shareQuestionWords(question),
      buttons: ['Share', 'Cancel'],
      // Whoever types while it appears has not answered it.
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    return response === 0;
  };
}
