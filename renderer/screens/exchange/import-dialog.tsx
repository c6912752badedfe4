/**
 * Bringing in what a browser or another manager wrote: choose, look, take, report. Nothing is in the vault before "take".
 * Opened from the menu, the first run and the empty list.
 */
import { fileLimits } from '../../../shared/file-limits.ts';
import { useEffect, useState } from 'react';
import type { ImportReport } from '../../../shared/import-report.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ProgressLine } from '../../parts/progress-line.tsx';
import { useJob } from '../../state/use-job.ts';
import { importWords as words } from '../../text/exchange.ts';
import { sentenceFor } from '../../text/failures.ts';
import { reportAsText, takenCount } from '../../text/import-report-words.ts';
import { countOfKind } from '../../text/kind-words.ts';
import { ImportDone } from './import-done.tsx';
import { ImportPreview } from './import-preview.tsx';
import { ImportSource } from './import-source.tsx';
import { willTakeCount, type ImportOffer, type ImportOptions } from './import-options.ts';
import './exchange.css';

export type ImportDialogProps = { readonly onClose: () => void };

export function ImportDialog({ onClose }: ImportDialogProps) {
  const job = useJob();
  const [offer, setOffer] = useState<ImportOffer | null>(null);
  const [options, setOptions] = useState<ImportOptions>({ skipDuplicates: true, collection: '' });
  const [done, setDone] = useState<ImportReport | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const token = offer?.importToken ?? null;
  // What was read and not taken is let go in the main process too.
  useEffect(() => {
    if (token === null) {
      return undefined;
    }
    return () => void ask('import.discard', { importToken: token }).catch(() => undefined);
  }, [token]);

  const choose = async (): Promise<void> => {
    setProblem(null);
    const chosen = await job.run((jobId) => ask('import.choose', { jobId }));
    if (chosen) {
      setOffer(chosen);
    }
  };
  const takeFile = async (file: File): Promise<void> => {
    job.forgetFailure();
    setProblem(null);
    if (file.size > fileLimits.import) {
      setProblem(words.tooLarge);
      return;
    }
    const buffer = await file.arrayBuffer().catch(() => null);
    if (buffer === null) {
      setProblem(words.unreadable);
      return;
    }
    const content = new Uint8Array(buffer);
    const offered = await job.run((jobId) => ask('import.offer', { jobId, fileName: file.name, content }));
    content.fill(0);
    if (offered) {
      setOffer(offered);
    }
  };
  const take = async (): Promise<void> => {
    if (offer) {
      const collection = options.collection.trim();
      const { skipDuplicates } = options;
      const report = await job.run((jobId) =>
        ask('import.take', { jobId, importToken: offer.importToken, collection: collection === '' ? null : collection, skipDuplicates }),
      );
      setDone(report);
    }
  };

  const count = offer ? willTakeCount(offer, options) : 0;
  const trouble = problem ?? (job.failure ? sentenceFor(job.failure) : null);
  const fraction = job.progress && job.progress.total > 0 ? job.progress.done / job.progress.total : null;
  const footer = done ? (
    <>
      <CopyButton
        label={words.copyReport}
        copiedLabel={words.reportCopied}
        copy={() => ask('clipboard.copyText', { text: reportAsText(done, offer?.fileName ?? '', countOfKind) })}
      />
      <Button key="done" variant="solid" onPress={onClose} autoFocus>
        {words.done}
      </Button>
    </>
  ) : offer ? (
    <>
      <Button isDisabled={job.running} onPress={() => setOffer(null)}>
        {words.back}
      </Button>
      {takenCount(offer.report) === 0 ? null : (
        <Button key="take" variant="solid" autoFocus isDisabled={count === 0} isPending={job.running} onPress={() => void take()}>
          {words.take(count)}
        </Button>
      )}
    </>
  ) : null;
  return (
    <Dialog title={done ? words.doneTitle(takenCount(done)) : words.title} size="l" onClose={job.running ? job.cancel : onClose} footer={footer}>
      <div className="import">
        {done ? (
          <ImportDone report={done} fileName={offer?.fileName ?? ''} />
        ) : offer ? (
          <ImportPreview offer={offer} options={options} onChange={setOptions} isDisabled={job.running} />
        ) : (
          <ImportSource isReading={job.running} onChoose={() => void choose()} onFile={(file) => void takeFile(file)} trouble={trouble} />
        )}
        {job.running && (offer !== null || job.progress !== null) ? (
          <ProgressLine fraction={fraction} label={offer ? words.taking : words.reading} onCancel={job.cancel} />
        ) : null}
        {trouble !== null && (offer !== null || done !== null) ? <Notice tone="bad">{trouble}</Notice> : null}
      </div>
    </Dialog>
  );
}
