/**
 * Receiving, step by step: something is offered, opened for a look, and taken in or let go. Holds only what the main
 * process gave for showing; the content waits there under its token.
 */
import { fileLimits } from '../../../shared/file-limits.ts';
import { useCallback, useEffect, useState } from 'react';
import type { Gives } from '../../../shared/contract.ts';
import { ask } from '../../client/client.ts';
import { useJob, type Job } from '../../state/use-job.ts';
import { receiveWords as words } from '../../text/share.ts';

export type ReceiveOffer = { readonly offerToken: string; readonly needs: 'passphrase' | 'identity'; /** Null for pasted text. */ readonly fileName: string | null };
export type ReceivedPreview = Gives<'share.open'>['items'];

export type Received = {
  readonly job: Job;
  readonly offer: ReceiveOffer | null;
  readonly preview: ReceivedPreview | null;
  /** Said beside the place where a file or text was given. */
  readonly problem: string | null;
  readonly choose: () => void;
  readonly offerText: (text: string) => void;
  readonly offerFile: (file: File) => void;
  readonly open: (withWhat: { readonly passphrase: string | null; readonly identity: string | null }) => void;
  readonly back: () => void;
};

export function useReceived(first: ReceiveOffer | null): Received {
  const job = useJob();
  const [offer, setOffer] = useState<ReceiveOffer | null>(first);
  const [preview, setPreview] = useState<ReceivedPreview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { run } = job;

  const token = offer?.offerToken ?? null;
  useEffect(() => {
    if (token === null) {
      return undefined;
    }
    return () => void ask('share.discard', { offerToken: token }).catch(() => undefined);
  }, [token]);

  const open = useCallback(
    (which: ReceiveOffer, passphrase: string | null, identity: string | null): void => {
      void run((jobId) => ask('share.open', { jobId, offerToken: which.offerToken, passphrase, identity })).then((opened) => setPreview(opened?.items ?? null));
    },
    [run],
  );
  /** A file for a key is tried with the vault's own at once: most often nothing need be asked. */
  const begin = (next: ReceiveOffer | null): void => {
    if (next) {
      setProblem(null);
      setOffer(next);
      if (next.needs === 'identity') {
        open(next, null, null);
      }
    }
  };
  const offerBytes = async (fileName: string | null, content: Uint8Array<ArrayBuffer>): Promise<void> => {
    setProblem(null);
    const given = await run(() => ask('share.offer', { fileName: fileName ?? words.pastedName, content }));
    begin(given && { ...given, fileName });
  };
  const offerFile = async (file: File): Promise<void> => {
    const buffer = file.size > fileLimits.share ? null : await file.arrayBuffer().catch(() => null);
    if (buffer === null) {
      setProblem(file.size > fileLimits.share ? words.tooLarge : words.unreadable);
    } else {
      await offerBytes(file.name, new Uint8Array(buffer));
    }
  };
  const offerText = (text: string): void => {
    const trimmed = text.trim();
    if (trimmed.startsWith('-----BEGIN AGE ENCRYPTED FILE-----')) {
      void offerBytes(null, new TextEncoder().encode(`${trimmed}\n`));
    } else {
      job.forgetFailure();
      setProblem(words.notArmored);
    }
  };

  // An offer that came with the dialog (a file dropped on the window) for a key is tried at once too.
  useEffect(() => {
    if (first?.needs === 'identity') {
      open(first, null, null);
    }
  }, [first, open]);

  return {
    job,
    offer,
    preview,
    problem,
    choose: () => {
      setProblem(null);
      void run(() => ask('share.chooseFile', {})).then(begin);
    },
    offerText,
    offerFile: (file) => void offerFile(file),
    open: ({ passphrase, identity }) => {
      if (offer) {
        open(offer, passphrase, identity);
      }
    },
    back: () => {
      job.forgetFailure();
      setPreview(null);
      setOffer(null);
    },
  };
}
