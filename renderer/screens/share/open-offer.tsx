/** The step between giving and looking: the passphrase, or another key where the vault's own does not fit. */
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { PassphraseField } from '../../parts/passphrase-field.tsx';
import { ProgressLine } from '../../parts/progress-line.tsx';
import type { Job } from '../../state/use-job.ts';
import { sentenceFor } from '../../text/failures.ts';
import { receiveWords as words } from '../../text/share.ts';
import type { Received, ReceiveOffer } from './use-received.ts';

type OpenOfferProps = {
  readonly offer: ReceiveOffer;
  readonly job: Job;
  readonly open: Received['open'];
  readonly onBack: () => void;
  readonly onClose: () => void;
};

export function OpenOffer({ offer, job, open, onBack, onClose }: OpenOfferProps) {
  const [text, setText] = useState('');
  const isPassphrase = offer.needs === 'passphrase';
  const submit = (): void => {
    if (text !== '' && !job.running) {
      open(isPassphrase ? { passphrase: text, identity: null } : { passphrase: null, identity: text.trim() });
    }
  };
  const error = job.failure ? sentenceFor(job.failure) : null;
  return (
    <Dialog
      title={isPassphrase ? words.passphraseTitle : words.identityTitle}
      onClose={job.running ? job.cancel : onClose}
      footer={
        <>
          <Button onPress={onBack} isDisabled={job.running}>
            {words.back}
          </Button>
          <Button variant="solid" shortcut="Enter" isDisabled={text === ''} isPending={job.running} onPress={submit}>
            {words.open}
          </Button>
        </>
      }
    >
      <form
        className="share"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p className="soft">{offer.fileName === null ? words.fromText : words.from(offer.fileName)}</p>
        <PassphraseField
          label={isPassphrase ? words.passphrase : words.identity}
          placeholder={isPassphrase ? '' : words.identityExample}
          description={isPassphrase ? words.passphraseHelp : `${words.identityHelp} ${words.identityNote}`}
          error={error}
          value={text}
          onChange={(next) => {
            job.forgetFailure();
            setText(next);
          }}
          maxLength={isPassphrase ? 1_024 : 8_192}
          autoFocus
        />
        {job.running ? <ProgressLine fraction={null} label={words.opening} onCancel={job.cancel} /> : null}
      </form>
    </Dialog>
  );
}
