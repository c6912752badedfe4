/** A password being typed or generated, with its strength under it. */
import { PassphraseField } from '../../parts/passphrase-field.tsx';
import { StrengthBars } from '../../parts/strength-bars.tsx';
import { useStrength } from '../../state/use-strength.ts';
import { KeepButton } from './keep-button.tsx';
import { PasswordMaker } from './password-maker.tsx';

type PasswordInputProps = {
  readonly label: string;
  readonly labelHidden: boolean;
  readonly error: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onKeep?: () => void;
  readonly userInputs: readonly string[];
};

export function PasswordInput({ label, labelHidden, error, value, onChange, onKeep, userInputs }: PasswordInputProps) {
  const strength = useStrength(value, userInputs);
  return (
    <div className="password-input">
      <PassphraseField
        label={label}
        labelHidden={labelHidden}
        error={error}
        value={value}
        onChange={onChange}
        autoComplete="new-password"
        trail={
          <>
            <KeepButton label={label} {...(onKeep ? { onKeep } : {})} />
            <PasswordMaker onUse={onChange} />
          </>
        }
      />
      <div className="password-input__strength">{strength ? <StrengthBars score={strength.score} withWord /> : null}</div>
    </div>
  );
}
