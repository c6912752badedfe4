/**
 * Proves the vault open once more before anything about unlocking changes. A vault made a moment ago is proven for its first
 * recovery kit; otherwise a dialog comes up. The token goes to the caller.
 */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useJob } from '../../state/use-job.ts';
import { sentenceFor } from '../../text/failures.ts';
import { partWords } from '../../text/parts.ts';
import { slotWords } from '../../text/slots.ts';
import { SecretFields } from '../unlock/secret-fields.tsx';
import { useSecret } from '../unlock/use-secret.ts';
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
  const entry = useSecret(slots.map(({ kind }) => kind));
  const job = useJob();
  const prove = async (): Promise<void> => {
    const presented = entry.presented();
    if (presented === null) {
      return;
    }
    const proof = await job.run((jobId) => ask('slot.prove', { jobId, ...presented }));
    if (proof !== null) {
      onProven(proof.proofToken);
    }
  };
  const failure = job.failure === null ? null : sentenceFor(job.failure);
  return (
    <Dialog
      title={slotWords.proveTitle}
      size={entry.way === 'recovery' ? 'm' : 's'}
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
        <SecretFields entry={entry} running={job.running} progress={job.progress} failure={failure} onSubmit={() => void prove()} onCancel={job.cancel} onEdit={job.forgetFailure} />
      </form>
    </Dialog>
  );
}
