/** Making a vault, step by step: name and place, passphrase, hardware key, the making itself, recovery kit. Esc steps back. */
import { useState } from 'react';
import { assertNever } from '../../../shared/failure.ts';
import { useShortcut } from '../../state/shortcuts.ts';
import { firstRunWords } from '../../text/first-run.ts';
import { RecoveryKitScreen } from '../recovery-kit/recovery-kit-screen.tsx';
import type { EnrolledKey } from '../slots/enrol-key.tsx';
import { KeyStep } from './key-step.tsx';
import { MakingStep } from './making-step.tsx';
import { NameStep, type VaultPlace } from './name-step.tsx';
import { NewPassphraseFields } from './new-passphrase-fields.tsx';
import { noPassphrase } from './new-passphrase.ts';
import { StepFrame } from './step-frame.tsx';
import { useNewPassphrase } from './use-new-passphrase.ts';

type Step = 'name' | 'passphrase' | 'key' | 'making' | 'kit';

const before: Readonly<Record<Step, Step | null>> = { name: null, passphrase: 'name', key: 'passphrase', making: null, kit: null };

export function CreateVaultScreen({ onDone }: { readonly onDone: () => void }) {
  const [step, setStep] = useState<Step>('name');
  const [name, setName] = useState<string>(firstRunWords.usualName);
  const [place, setPlace] = useState<VaultPlace | null>(null);
  const [enrolled, setEnrolled] = useState<EnrolledKey | null>(null);
  const passphrase = useNewPassphrase([name.trim()]);
  const back = (): void => {
    const previous = before[step];
    if (previous === null) {
      onDone();
    } else {
      setStep(previous);
    }
  };
  // While a key is being asked for, Esc belongs to that (see `EnrolKey`), which registers later and so comes first.
  useShortcut('escape', back, { when: step !== 'making' && step !== 'kit' });

  switch (step) {
    case 'name':
      return (
        <NameStep
          name={name}
          place={place}
          onChange={(nextName, nextPlace) => {
            setName(nextName);
            setPlace(nextPlace);
          }}
          onBack={back}
          onNext={() => setStep('passphrase')}
        />
      );
    case 'passphrase':
      return (
        <StepFrame
          step={2}
          title={firstRunWords.passphraseTitle}
          sentence={firstRunWords.passphraseSentence}
          onBack={back}
          onNext={() => void passphrase.check().then((taken) => (taken ? setStep('key') : undefined))}
        >
          <NewPassphraseFields autoFocus value={passphrase.value} onChange={passphrase.onChange} strength={passphrase.strength} problem={passphrase.problem} />
        </StepFrame>
      );
    case 'key':
      return <KeyStep enrolled={enrolled} onEnrolled={setEnrolled} onBack={back} onNext={() => setStep('making')} />;
    case 'making':
      return (
        <MakingStep
          name={name}
          place={place}
          passphrase={passphrase.value.passphrase}
          enrolled={enrolled}
          onMade={() => {
            passphrase.onChange(noPassphrase);
            setStep('kit');
          }}
          onBack={() => setStep('key')}
        />
      );
    case 'kit':
      return <RecoveryKitScreen onClose={onDone} />;
    default:
      return assertNever(step);
  }
}
