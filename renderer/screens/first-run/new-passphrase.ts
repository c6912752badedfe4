/** What makes a new passphrase good enough to be taken. Pure. */
import type { Strength } from '../../../shared/views.ts';
import { firstRunWords } from '../../text/first-run.ts';

/** Below this a vault is not made: the derivation cannot make up for it. */
export const leastScore = 2;

export type NewPassphrase = { readonly passphrase: string; readonly repeat: string };
export type NewPassphraseProblem = { readonly at: 'passphrase' | 'repeat'; readonly sentence: string };

export const noPassphrase: NewPassphrase = { passphrase: '', repeat: '' };

export function newPassphraseProblem({ passphrase, repeat }: NewPassphrase, strength: Strength | null): NewPassphraseProblem | null {
  if (passphrase === '') {
    return { at: 'passphrase', sentence: firstRunWords.passphraseMissing };
  }
  if (strength !== null && strength.score < leastScore) {
    return { at: 'passphrase', sentence: firstRunWords.tooWeak };
  }
  return passphrase === repeat ? null : { at: 'repeat', sentence: firstRunWords.repeatDiffers };
}
