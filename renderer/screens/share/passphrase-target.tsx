/** The passphrase of a share: typed, with its strength, or words generated to be told over another way. */
import { Dices } from 'lucide-react';
import { useState } from 'react';
import { defaultWordRecipe } from '../../../shared/password.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { PassphraseField } from '../../parts/passphrase-field.tsx';
import { StrengthBars } from '../../parts/strength-bars.tsx';
import { useStrength } from '../../state/use-strength.ts';
import { sentenceFor } from '../../text/failures.ts';
import { shareWords as words } from '../../text/share.ts';
import type { ShareTarget } from './share-target.ts';
import { WordsToTell } from './words-to-tell.tsx';

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
      <WordsToTell value={target.passphrase} note={words.passphraseHelp}>
        <Button icon={Dices} onPress={generate}>
          {words.generateWords}
        </Button>
        <Button variant="plain" onPress={() => onChange({ ...target, passphrase: '', isGenerated: false })}>
          {words.typeOwn}
        </Button>
      </WordsToTell>
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
