/** Taking in what somebody shared: give it, open it, look, choose, take. Opened from the menu or by a file dropped on the window. */
import { useState } from 'react';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { useJob } from '../../state/use-job.ts';
import { sentenceFor } from '../../text/failures.ts';
import { receiveWords as words } from '../../text/share.ts';
import { OpenOffer } from './open-offer.tsx';
import { ReceiveSource } from './receive-source.tsx';
import { ReceivedItems } from './received-items.tsx';
import { useReceived, type ReceiveOffer } from './use-received.ts';
import './share.css';

export type ReceiveDialogProps = {
  readonly onClose: () => void;
  /** They are in the vault now; the dialog is about to close. */
  readonly onTaken?: (itemIds: readonly string[]) => void;
  /** From `useShareDrop`: begins with what was dropped on the window. */
  readonly offer?: ReceiveOffer;
};

export function ReceiveDialog({ onClose, onTaken, offer: first }: ReceiveDialogProps) {
  const received = useReceived(first ?? null);
  const { job, offer, preview, back } = received;
  const taking = useJob();
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());

  const chosen = preview?.filter(({ index }) => !left.has(index)).map(({ index }) => index) ?? [];
  const take = async (): Promise<void> => {
    if (offer) {
      const taken = await taking.run(() => ask('share.take', { offerToken: offer.offerToken, indexes: chosen }));
      if (taken) {
        showToast({ text: words.taken(taken.itemIds.length) });
        onTaken?.(taken.itemIds);
        onClose();
      }
    }
  };

  if (offer === null) {
    return (
      <Dialog title={words.title} onClose={job.running ? job.cancel : onClose}>
        <ReceiveSource received={received} />
      </Dialog>
    );
  }
  if (preview === null) {
    return <OpenOffer offer={offer} job={job} open={received.open} onBack={back} onClose={onClose} />;
  }
  return (
    <Dialog
      title={words.previewTitle(preview.length)}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button variant="solid" isDisabled={chosen.length === 0} isPending={taking.running} onPress={() => void take()} autoFocus>
            {words.take(chosen.length)}
          </Button>
        </>
      }
    >
      <div className="share">
        <p className="soft">
          {offer.fileName === null ? words.fromText : words.from(offer.fileName)}. {words.previewHelp}
        </p>
        <ReceivedItems items={preview} left={left} onLeave={setLeft} />
        {taking.failure ? <Notice tone="bad">{sentenceFor(taking.failure)}</Notice> : null}
      </div>
    </Dialog>
  );
}
