/** A new passphrase, typed twice, with its strength and a suggestion. Used for a new vault and wherever one is set or changed. */
import { PassphraseField } from '../../parts/passphrase-field.tsx';
import { StrengthBars } from '../../parts/strength-bars.tsx';
import type { Strength } from '../../../shared/views.ts';
import { firstRunWords } from '../../text/first-run.ts';
import { strengthAdvice } from '../../text/strength.ts';
import type { NewPassphrase, NewPassphraseProblem } from './new-passphrase.ts';
import { PassphraseSuggestion } from './passphrase-suggestion.tsx';
import './first-run.css';

type NewPassphraseFieldsProps = {
  readonly value: NewPassphrase;
  readonly onChange: (value: NewPassphrase) => void;
  readonly strength: Strength | null;
  readonly problem: NewPassphraseProblem | null;
  readonly isReadOnly?: boolean;
  readonly autoFocus?: boolean;
};

export function NewPassphraseFields({ value, onChange, strength, problem, isReadOnly = false, autoFocus = false }: NewPassphraseFieldsProps) {
  const errorAt = (at: NewPassphraseProblem['at']): string | null => (problem?.at === at ? problem.sentence : null);
  const advice = strength === null ? null : strengthAdvice(strength.score, strength.warning);
  return (
    <>
      <div className="new-passphrase">
        <PassphraseField
          label={firstRunWords.passphrase}
          size="l"
          autoFocus={autoFocus}
          value={value.passphrase}
          onChange={(passphrase) => onChange({ ...value, passphrase })}
          isReadOnly={isReadOnly}
          error={errorAt('passphrase')}
        />
        <div className="new-passphrase__strength" aria-live="polite">
          {strength === null ? null : <StrengthBars score={strength.score} withWord />}
          {advice === null || errorAt('passphrase') !== null ? null : <span className="small soft">{advice}</span>}
        </div>
        <PassphraseSuggestion onUse={(passphrase) => onChange({ passphrase, repeat: '' })} />
      </div>
      <PassphraseField
        label={firstRunWords.repeat}
        size="l"
        value={value.repeat}
        onChange={(repeat) => onChange({ ...value, repeat })}
        isReadOnly={isReadOnly}
        error={errorAt('repeat')}
      />
    </>
  );
}
