/** What stands against a new passphrase before it is sent; the main process judges it once more when it is set. Pure. */
import { leastScore } from '../../../shared/password.ts';
import type { Strength } from '../../../shared/views.ts';
import { firstRunWords } from '../../text/first-run.ts';

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
