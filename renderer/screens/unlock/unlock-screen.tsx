/** The locked vault: its name, what opens it, and the ways round when that is not at hand. Esc steps back, Enter goes on. */
import { ArrowRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { assertNever } from '../../../shared/failure.ts';
import type { AppState } from '../../../shared/views.ts';
import { Stage } from '../../app-stage.tsx';
import { useCurrentAsk } from '../../hardware-key/current-ask.ts';
import { Button } from '../../parts/button.tsx';
import { PassphraseField } from '../../parts/passphrase-field.tsx';
import { useShortcut } from '../../state/shortcuts.ts';
import { sentenceFor } from '../../text/failures.ts';
import { lockedBecauseWords, unlockWords, wayLinks, waySentences } from '../../text/unlock.ts';
import { ChoiceTrouble, OtherVault, useVaultChoice } from './other-vault.tsx';
import { RecoveryWordsField } from './recovery-words-field.tsx';
import { emptyWords } from './recovery-words.ts';
import { RollbackDialog } from './rollback-dialog.tsx';
import { UnlockProgress } from './unlock-progress.tsx';
import { useUnlock, type Presented } from './use-unlock.ts';
import { takesPassphrase, waysOf, type Way } from './ways.ts';
import './unlock-screen.css';

type Locked = Extract<AppState, { phase: 'locked' }>;
type UnlockScreenProps = { readonly vault: Locked; readonly onCreate: () => void };

function buttonWords(way: Way): string {
  switch (way) {
    case 'passphrase':
    case 'passphrase+key':
      return unlockWords.unlock;
    case 'key':
      return unlockWords.unlockWithKey;
    case 'recovery':
      return unlockWords.unlockWithKit;
    default:
      return assertNever(way);
  }
}

/** What is missing before it is worth asking the main process; null when nothing is. */
function missing({ way, passphrase, words }: Presented): string | null {
  if (takesPassphrase(way)) {
    return passphrase === '' ? unlockWords.typeFirst : null;
  }
  const typed = words.filter((word) => word !== '').length;
  return way === 'recovery' && typed < words.length ? unlockWords.recoveryCount(typed) : null;
}

export function UnlockScreen({ vault, onCreate }: UnlockScreenProps) {
  const ways = waysOf(vault.slotKinds);
  const usual = ways[0] ?? 'passphrase';
  const [way, setWay] = useState<Way>(usual);
  const [passphrase, setPassphrase] = useState('');
  const [words, setWords] = useState(emptyWords);
  const [hint, setHint] = useState<string | null>(null);
  const unlock = useUnlock();
  const asking = useCurrentAsk() !== null;
  const choice = useVaultChoice();
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  const change = (next: Way): void => {
    unlock.cancel();
    unlock.forgetFailure();
    choice.forget();
    setHint(null);
    setWay(next);
  };
  const submit = (acceptRollback = false): void => {
    const presented = { way, passphrase, words };
    const lacking = missing(presented);
    setHint(lacking);
    choice.forget();
    if (lacking === null) {
      void unlock.open(presented, { acceptRollback });
    }
  };

  // After a refusal the focus is where the next try begins; what was typed stays, chosen, so that typing replaces it.
  useEffect(() => {
    if (unlock.failure !== null && !unlock.rolledBack) {
      field.current?.focus();
      field.current?.select();
      button.current?.focus();
    }
  }, [unlock.failure, unlock.rolledBack]);

  useShortcut('escape', () => (unlock.running ? unlock.cancel() : change(usual)), { when: unlock.running || way !== usual || unlock.failure !== null });

  const error = hint ?? (unlock.failure === null || unlock.rolledBack ? null : sentenceFor(unlock.failure));
  const because = vault.lockedBecause === null ? null : lockedBecauseWords[vault.lockedBecause];
  return (
    <Stage title={vault.name} sentence={waySentences[way]}>
      <form
        className="unlock"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {takesPassphrase(way) ? (
          <PassphraseField
            key="passphrase"
            label={unlockWords.passphrase}
            labelHidden
            placeholder={unlockWords.passphrase}
            size="l"
            autoFocus
            inputRef={field}
            value={passphrase}
            onChange={(text) => {
              setPassphrase(text);
              setHint(null);
              unlock.forgetFailure();
            }}
            isReadOnly={unlock.running}
            error={error}
          />
        ) : null}
        {way === 'recovery' ? (
          <>
            <RecoveryWordsField words={words} onChange={setWords} onSubmit={() => submit()} isReadOnly={unlock.running} />
            {error === null ? <p className="unlock__hint">{unlockWords.recoveryHint}</p> : null}
          </>
        ) : null}
        {!takesPassphrase(way) && error !== null ? (
          <p className="unlock__error" role="alert">
            {error}
          </p>
        ) : null}
        <div className="unlock__below">
          {unlock.running ? (
            <UnlockProgress progress={unlock.progress} onCancel={unlock.cancel} />
          ) : (
            <Button
              type="submit"
              variant="solid"
              size="l"
              icon={ArrowRight}
              className="unlock__go"
              autoFocus={way === 'key'}
              {...(way === 'key' ? { ref: button } : {})}
            >
              {buttonWords(way)}
            </Button>
          )}
        </div>
      </form>
      <div className="unlock__links">
        {asking && vault.keyNames.length > 1 ? (
          <Button variant="plain" className="link-button" onPress={unlock.askAgain}>
            {unlockWords.anotherKey}
          </Button>
        ) : null}
        {ways
          .filter((other) => other !== way)
          .map((other) => (
            <Button key={other} variant="plain" className="link-button" onPress={() => change(other)}>
              {wayLinks[other]}
            </Button>
          ))}
        <OtherVault choice={choice} onCreate={onCreate} />
      </div>
      <ChoiceTrouble failure={choice.failure} />
      {because === null ? null : <p className="unlock__because">{because}</p>}
      {unlock.rolledBack ? (
        <RollbackDialog
          vaultName={vault.name}
          onOpen={() => submit(true)}
          onChooseAnother={() => {
            unlock.forgetFailure();
            void choice.chooseFile();
          }}
          onClose={unlock.forgetFailure}
        />
      ) : null}
    </Stage>
  );
}
