/** Words of the unlock screen, and of the touch wherever it is asked for. */
import type { AppState } from '../../shared/views.ts';
import type { Way } from '../screens/unlock/ways.ts';

type LockedBecause = Extract<AppState, { phase: 'locked' }>['lockedBecause'];

function quoted(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join(' or ');
}

export const unlockWords = {
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  unlockWithKey: 'Unlock with your key',
  unlockWithKit: 'Open with these words',
  typeFirst: 'Type your passphrase, then press Enter.',
  deriving: 'Working on your passphrase',
  opening: 'Opening the vault',
  anotherKey: 'Use another key',
  otherVault: 'Other vault',
  recent: 'Opened before',
  forgetRecent: 'Clear this list',
  recentForgotten: 'The list is cleared. The vault files are where they were.',
  openFile: 'Open a vault file…',
  newVault: 'Create a vault…',
  recoveryTitle: 'Words of your recovery kit',
  recoveryHint: 'Type or paste all thirteen, in their order.',
  recoveryCount: (typed: number) => `Type all thirteen words; ${typed === 1 ? '1 is' : `${typed} are`} there.`,
  wrongWord: (place: number, meant: string | null) =>
    `Word ${place} stands in no recovery kit.${meant === null ? ' Look it up once more.' : ` Did you mean “${meant}”?`}`,
  word: (place: number) => `Word ${place}`,
  rollbackTitle: 'This is an older copy of your vault',
  rollback: (name: string) =>
    `On this computer you have opened a newer state of “${name}” than this file holds. A backup was put back, or a sync tool brought an old copy.`,
  rollbackAdvice: 'If you open it, what was saved later is not in it, and what you save now may clash with the newer copy. If you did not expect this, look for the newer file first.',
  openOlder: 'Open the older copy',
  chooseAnother: 'Choose another file',
} as const;

/** What the way asks for. */
export const waySentences = {
  'passphrase+key': 'Your passphrase, then a touch of your key.',
  passphrase: 'Your passphrase opens it.',
  key: 'A touch of your key opens it.',
  recovery: 'The thirteen words of your recovery kit open it.',
} as const satisfies Record<Way, string>;

/** The link to each way, from another one. */
export const wayLinks = {
  'passphrase+key': 'Passphrase and key',
  passphrase: 'Passphrase alone',
  key: 'Key alone',
  recovery: 'Recovery kit',
} as const satisfies Record<Way, string>;

/** Why it is locked, where that is worth a word. */
export const lockedBecauseWords = {
  start: null,
  asked: null,
  idle: 'Locked because nothing happened for a while.',
  sleep: 'Locked because the computer went to sleep.',
  'screen-lock': 'Locked together with the screen.',
  minimised: 'Locked because the window was minimised.',
  restored: 'The backup is in place of the vault. What opened it then opens it now.',
  'page-gone': 'Locked because the window stopped working. What you had not saved is gone.',
} as const satisfies Record<NonNullable<LockedBecause>, string | null>;

export const touchWords = {
  title: (names: readonly string[]) => (names.length === 0 ? 'Touch your key' : names.length > 2 ? `Touch one of your ${names.length} keys` : `Touch ${quoted(names)}`),
  stepTitle: (step: number, steps: number) => `Touch ${step} of ${steps}`,
  forItem: (title: string) => `Open “${title === '' ? 'Untitled' : title}”`,
  blinking: 'It is blinking.',
  next: 'Once more in a moment.',
} as const;
