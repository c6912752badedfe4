/** Step 1 of a new vault: its name, and where its file goes. */
import { useState } from 'react';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { sentenceFor } from '../../text/failures.ts';
import { firstRunWords } from '../../text/first-run.ts';
import { StepFrame } from './step-frame.tsx';

export type VaultPlace = { readonly token: string; readonly place: string };
type NameStepProps = {
  readonly name: string;
  readonly place: VaultPlace | null;
  readonly onChange: (name: string, place: VaultPlace | null) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
};

export function NameStep({ name, place, onChange, onBack, onNext }: NameStepProps) {
  const [missing, setMissing] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const choose = async (): Promise<void> => {
    setFailure(null);
    try {
      const chosen = await ask('vault.choosePlace', { name: name.trim() === '' ? firstRunWords.usualName : name.trim() });
      onChange(name, chosen ?? place);
    } catch (error) {
      setFailure(error);
    }
  };
  const next = (): void => {
    setMissing(name.trim() === '');
    if (name.trim() !== '') {
      onNext();
    }
  };
  return (
    <StepFrame step={1} title={firstRunWords.nameTitle} sentence={firstRunWords.nameSentence} onBack={onBack} onNext={next}>
      <TextField
        label={firstRunWords.name}
        size="l"
        autoFocus
        maxLength={100}
        value={name}
        onChange={(text) => {
          setMissing(false);
          onChange(text, place);
        }}
        error={missing ? firstRunWords.nameMissing : null}
      />
      <div className="field">
        <span className="field__label">{firstRunWords.place}</span>
        <div className="place-row">
          <span className="place-row__words">{place?.place ?? firstRunWords.usualPlace}</span>
          <Button onPress={() => void choose()}>{firstRunWords.choosePlace}</Button>
        </div>
      </div>
      {failure === null ? null : <Notice tone="bad">{sentenceFor(failure)}</Notice>}
    </StepFrame>
  );
}
