/** An .age file dropped anywhere on the window is offered for opening; any other file dropped there does nothing. */
import { fileLimits } from '../../../shared/file-limits.ts';
import { useEffect, useRef } from 'react';
import { ask } from '../../client/client.ts';
import { showToast } from '../../parts/toast-region.tsx';
import { sentenceFor } from '../../text/failures.ts';
import { receiveWords as words } from '../../text/share.ts';
import type { ReceiveOffer } from './use-received.ts';

async function offerOf(file: File): Promise<ReceiveOffer | string> {
  if (file.size > fileLimits.share) {
    return words.tooLarge;
  }
  const buffer = await file.arrayBuffer().catch(() => null);
  if (buffer === null) {
    return words.unreadable;
  }
  try {
    const given = await ask('share.offer', { fileName: file.name, content: new Uint8Array(buffer) });
    return { ...given, fileName: file.name };
  } catch (error) {
    return sentenceFor(error);
  }
}

/** @param onOffer shows `ReceiveDialog` with the offer. Places that take drops of their own (forms, dialogs) stop the event. */
export function useShareDrop(onOffer: (offer: ReceiveOffer) => void): void {
  const newest = useRef(onOffer);
  useEffect(() => {
    newest.current = onOffer;
  });
  useEffect(() => {
    const allow = (event: globalThis.DragEvent): void => event.preventDefault();
    const drop = (event: globalThis.DragEvent): void => {
      // Without this the browser would open the file in place of the page.
      event.preventDefault();
      const file = [...(event.dataTransfer?.files ?? [])].find(({ name }) => name.toLowerCase().endsWith('.age'));
      if (file) {
        void offerOf(file).then((offer) => (typeof offer === 'string' ? showToast({ text: offer, tone: 'bad' }) : newest.current(offer)));
      }
    };
    window.addEventListener('dragover', allow);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', allow);
      window.removeEventListener('drop', drop);
    };
  }, []);
}
