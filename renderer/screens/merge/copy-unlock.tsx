/** Asks for a way to open a copy that the open vault's key does not open. What was typed goes to the caller and is kept nowhere else. */
import { useState } from 'react';
import type { SlotKind } from '../../../shared/views.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PassphraseField } from '../../parts/passphrase-field.tsx';
import type { JobProgress } from '../../state/use-job.ts';
import { mergeWords } from '../../text/merge.ts';
import { unlockWords, wayLinks } from '../../text/unlock.ts';
import { RecoveryWordsField } from '../unlock/recovery-words-field.tsx';
import { emptyWords } from '../unlock/recovery-words.ts';
import { UnlockProgress } from '../unlock/unlock-progress.tsx';
import { takesKey, takesPassphrase, waysOf, type Way } from '../unlock/ways.ts';

export type CopySecret = { readonly passphrase: string | null; readonly useKey: boolean; readonly recoveryWords: string | null };

type CopyUnlockProps = {
  readonly formId: string;
  readonly slotKinds: readonly SlotKind[];
  readonly running: boolean;
  readonly progress: JobProgress | null;
  readonly failure: string | null;
  readonly onUnlock: (secret: CopySecret) => void;
  readonly onCancel: () => void;
};

export function CopyUnlock({ formId, slotKinds, running, progress, failure, onUnlock, onCancel }: CopyUnlockProps) {
  const ways = waysOf(slotKinds);
  const [chosen, setChosen] = useState<Way | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [words, setWords] = useState(emptyWords);
  const way = chosen ?? ways[0] ?? 'passphrase';
  const submit = (): void => {
    if ((takesPassphrase(way) && passphrase === '') || (way === 'recovery' && words.includes(''))) {
      return;
    }
    onUnlock({
      passphrase: takesPassphrase(way) ? passphrase : null,
      useKey: takesKey(way),
      recoveryWords: way === 'recovery' ? words.join(' ') : null,
    });
  };
  return (
    <form
      id={formId}
      className="merge"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="soft">{mergeWords.lockedSentence}</p>
      {takesPassphrase(way) ? (
        <PassphraseField label={unlockWords.passphrase} autoFocus value={passphrase} onChange={setPassphrase} isReadOnly={running} error={failure} />
      ) : null}
      {way === 'recovery' ? <RecoveryWordsField words={words} onChange={setWords} onSubmit={submit} isReadOnly={running} /> : null}
      {!takesPassphrase(way) && failure !== null ? <Notice tone="bad">{failure}</Notice> : null}
      {running ? <UnlockProgress progress={progress} onCancel={onCancel} /> : null}
      {running
        ? null
        : ways
            .filter((other) => other !== way)
            .map((other) => (
              <Button key={other} variant="plain" className="link-button" onPress={() => setChosen(other)}>
                {wayLinks[other]}
              </Button>
            ))}
    </form>
  );
}
