/** The passphrase of a share: typed, with its strength, or words generated to be told over another way. */
import { Dices } from 'lucide-react';
import { useState } from 'react';
import { defaultWordRecipe } from '../../../shared/password.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { PassphraseField } from '../../parts/passphrase-field.tsx';
import { SecretText } from '../../parts/secret-text.tsx';
import { StrengthBars } from '../../parts/strength-bars.tsx';
import { useStrength } from '../../state/use-strength.ts';
import { sentenceFor } from '../../text/failures.ts';
import { shareWords as words } from '../../text/share.ts';
import type { ShareTarget } from './share-target.ts';

type PassphraseTargetProps = { readonly target: ShareTarget; readonly onChange: (target: ShareTarget) => void; readonly error: string | null };

const recipe = { ...defaultWordRecipe, words: 6 };
const noInputs: readonly string[] = [];

export function PassphraseTarget({ target, onChange, error }: PassphraseTargetProps) {
  const [failure, setFailure] = useState<unknown>(null);
  const strength = useStrength(target.isGenerated ? '' : target.passphrase, noInputs);
  const generate = (): void => {
    ask('password.generate', { recipe }).then(({ value }) => onChange({ ...target, passphrase: value, isGenerated: true }), setFailure);
  };
  if (target.isGenerated) {
    return (
      <div className="target__words">
        <p className="field__label">{words.wordsToTell}</p>
        <p className="target__generated">
          <SecretText value={target.passphrase} size="l" />
        </p>
        <p className="soft small">{words.passphraseHelp}</p>
        <div className="target__actions">
          <CopyButton label={words.copyWords} copiedLabel={words.copied} copy={() => ask('clipboard.copyText', { text: target.passphrase, concealed: true })} />
          <Button icon={Dices} onPress={generate}>
            {words.generateWords}
          </Button>
          <Button variant="plain" onPress={() => onChange({ ...target, passphrase: '', isGenerated: false })}>
            {words.typeOwn}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="target__rows">
      <PassphraseField
        label={words.passphrase}
        description={words.passphraseHelp}
        error={failure ? sentenceFor(failure) : error}
        value={target.passphrase}
        onChange={(passphrase) => onChange({ ...target, passphrase })}
        autoComplete="new-password"
        maxLength={1_024}
        autoFocus
      />
      <div className="target__strength">{strength ? <StrengthBars score={strength.score} withWord /> : null}</div>
      <div>
        <Button icon={Dices} onPress={generate}>
          {words.generateWords}
        </Button>
      </div>
    </div>
  );
}
