/**
 * Proves the vault open once more before anything about unlocking changes. A vault made a moment ago is proven for its first
 * recovery kit; otherwise a dialog comes up. The token goes to the caller.
 */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PassphraseField } from '../../parts/passphrase-field.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useJob } from '../../state/use-job.ts';
import { sentenceFor } from '../../text/failures.ts';
import { partWords } from '../../text/parts.ts';
import { slotWords } from '../../text/slots.ts';
import { unlockWords, wayLinks } from '../../text/unlock.ts';
import { RecoveryWordsField } from '../unlock/recovery-words-field.tsx';
import { emptyWords } from '../unlock/recovery-words.ts';
import { UnlockProgress } from '../unlock/unlock-progress.tsx';
import { takesKey, takesPassphrase, waysOf, type Way } from '../unlock/ways.ts';
import './slots.css';

type ProveDialogProps = { readonly onProven: (proofToken: string) => void; readonly onClose: () => void };

/** For the recovery kit alone: a vault made a moment ago needs no other proof for its first one. */
export function ProveForKit({ onProven, onClose }: ProveDialogProps) {
  const [needed, setNeeded] = useState(false);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) {
      return;
    }
    asked.current = true;
    ask('slot.prove', { jobId: crypto.randomUUID(), passphrase: null, useKey: false, recoveryWords: null }).then(
      ({ proofToken }) => onProven(proofToken),
      // Not just made: the person is asked.
      () => setNeeded(true),
    );
  }, []);
  return needed ? <ProveDialog onProven={onProven} onClose={onClose} /> : null;
}

export function ProveDialog({ onProven, onClose }: ProveDialogProps) {
  const { data: slots = [] } = useQuery(queryFor('slot.list', {}));
  const ways = waysOf(slots.map(({ kind }) => kind));
  const [chosen, setChosen] = useState<Way | null>(null);
  const way = chosen ?? ways[0] ?? 'passphrase';
  const [passphrase, setPassphrase] = useState('');
  const [words, setWords] = useState(emptyWords);
  const job = useJob();
  const prove = async (): Promise<void> => {
    if ((takesPassphrase(way) && passphrase === '') || (way === 'recovery' && words.includes(''))) {
      return;
    }
    const proof = await job.run((jobId) => 
      ask('slot.prove', {
        jobId,
        passphrase: takesPassphrase(way) ? passphrase : null,
        useKey: takesKey(way),
        recoveryWords: way === 'recovery' ? words.join(' ') : null,
      }),
    );
    if (proof !== null) {
      onProven(proof.proofToken);
    }
  };
  const failure = job.failure === null ? null : sentenceFor(job.failure);
  return (
    <Dialog
      title={slotWords.proveTitle}
      size={way === 'recovery' ? 'm' : 's'}
      onClose={job.running ? job.cancel : onClose}
      footer={
        <>
          <Button shortcut="Esc" onPress={job.running ? job.cancel : onClose}>
            {partWords.cancel}
          </Button>
          <Button variant="solid" onPress={() => void prove()} isPending={job.running}>
            {slotWords.prove}
          </Button>
        </>
      }
    >
      <form
        className="slot-form"
        onSubmit={(event) => {
          event.preventDefault();
          void prove();
        }}
      >
        <p className="soft">{slotWords.proveSentence}</p>
        {takesPassphrase(way) ? (
          <PassphraseField
            label={unlockWords.passphrase}
            autoFocus
            value={passphrase}
            onChange={(text) => {
              setPassphrase(text);
              job.forgetFailure();
            }}
            isReadOnly={job.running}
            error={failure}
          />
        ) : null}
        {way === 'recovery' ? <RecoveryWordsField words={words} onChange={setWords} onSubmit={() => void prove()} isReadOnly={job.running} /> : null}
        {!takesPassphrase(way) && failure !== null ? <Notice tone="bad">{failure}</Notice> : null}
        {job.running ? <UnlockProgress progress={job.progress} onCancel={job.cancel} /> : null}
        {job.running
          ? null
          : ways
              .filter((other) => other !== way)
              .map((other) => (
                <Button key={other} variant="plain" className="link-button" onPress={() => setChosen(other)}>
                  {wayLinks[other]}
                </Button>
              ))}
      </form>
    </Dialog>
  );
}
