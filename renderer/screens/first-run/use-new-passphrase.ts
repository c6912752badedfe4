/** The state of `NewPassphraseFields`: what is typed, how strong it is, and what stands against it once asked. */
import { useState } from 'react';
import type { Strength } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { useStrength } from '../../state/use-strength.ts';
import { sentenceFor } from '../../text/failures.ts';
import { newPassphraseProblem, noPassphrase, type NewPassphrase, type NewPassphraseProblem } from './new-passphrase.ts';

export type NewPassphraseForm = {
  readonly value: NewPassphrase;
  readonly strength: Strength | null;
  readonly problem: NewPassphraseProblem | null;
  readonly onChange: (value: NewPassphrase) => void;
  /** True when it may be taken; shows the problem otherwise. Judges anew: the bars may be a moment behind what was typed. */
  readonly check: () => Promise<boolean>;
};

/** @param userInputs words that an attacker would try first, such as the vault's name. */
export function useNewPassphrase(userInputs: readonly string[] = []): NewPassphraseForm {
  const [value, setValue] = useState(noPassphrase);
  const [problem, setProblem] = useState<NewPassphraseProblem | null>(null);
  const strength = useStrength(value.passphrase, userInputs);
  return {
    value,
    strength,
    problem,
    onChange: (next) => {
      setValue(next);
      setProblem(null);
    },
    check: async () => {
      let found: NewPassphraseProblem | null;
      try {
        const judged = value.passphrase === '' ? null : await ask('password.judge', { password: value.passphrase, userInputs: [...userInputs] });
        found = newPassphraseProblem(value, judged);
      } catch (error) {
        // Not judged is not good enough.
        found = { at: 'passphrase', sentence: sentenceFor(error) };
      }
      setProblem(found);
      return found === null;
    },
  };
}
