/** Every word of the chooser at a field. */
import type { OffersAnswer } from '../messages/content-messages.ts';

type Question = Extract<OffersAnswer, { state: 'question' }>;
type Failure = Extract<OffersAnswer, { state: 'refused' }>['failure'];

export const chooserWords = {
  name: 'Latchkey',
  listLabel: 'What Latchkey can fill here',
  locked: 'Your vault is locked.',
  unlock: 'Unlock in Latchkey',
  unlockAsked: 'Latchkey is asking for it in its own window.',
  noVault: 'No vault is chosen in Latchkey.',
  nothing: (site: string) => `Nothing is kept for ${site}.`,
  nothingOfKind: { card: 'You have no card in this vault.', identity: 'You have no identity in this vault.', code: 'No login for this site has one-time codes.' },
  suggestion: 'Use this new password',
  suggestionHelp: 'Made for the rules of this page. Latchkey asks to keep it when you send the form.',
  noSuggestion: 'No password could be made by the rules of this page.',
  more: (count: number) => (count === 1 ? '1 more: search in the extension’s window.' : `${count} more: search in the extension’s window.`),
  touch: 'Wants a touch',
  keys: 'Arrows choose, Enter fills, Esc closes',
  waiting: 'Filling…',
  question: ({ about, site, other }: Question) =>
    about === 'frame' ? `This field belongs to ${site}, inside a page of ${other}. Fill it all the same?` : `What you enter here goes to ${other}, not to ${site}. Fill it all the same?`,
  agree: 'Yes, show what fits',
  notSeen: 'Something covers the chooser or the field, so nothing was filled.',
  changed: 'The page changed meanwhile, so nothing was filled.',
  failed: (failure: Failure | 'absent'): string => failures[failure],
} as const;

const failures: Readonly<Record<Failure | 'absent', string>> = {
  absent: 'Latchkey cannot be reached. Open it and try again.',
  locked: 'Your vault is locked.',
  'no-vault': 'No vault is chosen in Latchkey.',
  'needs-touch': 'This item wants a touch of your hardware key. Confirm it in Latchkey.',
  'not-found': 'This item is not there any more.',
  'not-for-this-page': 'This item was saved for another site.',
  'cross-site': 'This part of the page belongs to another site.',
  'not-secure': 'This page is not encrypted, so Latchkey fills nothing here.',
  'field-empty': 'This item has nothing for these fields.',
  'other-vault': 'Another vault is open now. Look again.',
  'read-only': 'This vault is open for reading only.',
  conflict: 'This item was changed meanwhile. Look again.',
  'too-large': 'What this item holds is too long to be filled.',
  'too-many': 'That was too much at once. Wait a moment.',
  malformed: 'Latchkey and its extension did not understand each other.',
  unsupported: 'Your Latchkey is older than its extension. Update it.',
  cancelled: 'Cancelled.',
  unexpected: 'Something went wrong in Latchkey. Nothing was filled.',
};

/** The popup has the same sentences. */
export const bridgeSentence = (failure: Failure | 'absent'): string => failures[failure];
