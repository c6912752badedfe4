/** Sharing chosen fields of one or several items as an age file. Opened from an item, or from a choice in the list. */
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { Gives } from '../../../shared/contract.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ProgressLine } from '../../parts/progress-line.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useJob } from '../../state/use-job.ts';
import { codeOf, sentenceFor } from '../../text/failures.ts';
import { shareWords as words } from '../../text/share.ts';
import { ChosenFields } from './chosen-fields.tsx';
import { SealedShare } from './sealed-share.tsx';
import { choiceOf, toSealItems, type ShareChoices } from './share-choice.ts';
import { noTarget, toSealTarget, type ShareTarget } from './share-target.ts';
import { TargetFields } from './target-fields.tsx';
import './share.css';

export type ShareDialogProps = { readonly itemIds: readonly string[]; readonly onClose: () => void };

function isMixed(failure: unknown): boolean {
  return typeof failure === 'object' && failure !== null && 'facts' in failure && JSON.stringify(failure.facts) === '{"check":"mixed"}';
}

/** What stands beside the addresses or the passphrase: a refusal of the main process, or what is missing. */
function targetError(failure: unknown, target: ShareTarget, wasTried: boolean): string | null {
  if (failure && codeOf(failure) === 'share.bad-recipient') {
    return isMixed(failure) ? words.recipientsMixed : sentenceFor(failure);
  }
  if (failure && codeOf(failure) === 'passphrase.too-short') {
    return words.passphraseMissing;
  }
  if (wasTried && toSealTarget(target) === null) {
    return target.by === 'recipients' ? words.recipientMissing : words.passphraseMissing;
  }
  return null;
}

export function ShareDialog({ itemIds, onClose }: ShareDialogProps) {
  const job = useJob();
  const queries = useQueries({ queries: itemIds.map((itemId) => queryFor('item.read', { itemId, versionId: null })) });
  const [choices, setChoices] = useState<ShareChoices>(new Map());
  const [target, setTarget] = useState<ShareTarget>(noTarget);
  const [wasTried, setTried] = useState(false);
  const [sealed, setSealed] = useState<Gives<'share.seal'> | null>(null);

  const items = queries.flatMap(({ data }) => (data ? [data] : []));
  const readFailure = queries.find(({ error }) => error !== null)?.error ?? null;
  const isReading = queries.some(({ isPending }) => isPending);
  // Of what is sealed nothing can be chosen, not even its websites by default.
  const chosen = toSealItems(items.filter(({ isSealed }) => !isSealed), choices);
  const errorOfTarget = targetError(job.failure, target, wasTried);
  const isElsewhere = job.failure !== null && errorOfTarget === null;

  const seal = async (): Promise<void> => {
    setTried(true);
    const to = toSealTarget(target);
    if (to && chosen.length > 0) {
      setSealed(await job.run((jobId) => ask('share.seal', { jobId, items: chosen, to })));
    }
  };
  const change = (next: ShareTarget): void => {
    job.forgetFailure();
    setTried(false);
    setTarget(next);
  };

  if (sealed) {
    return (
      <Dialog title={words.doneTitle} onClose={onClose} footer={<Button key="done" onPress={onClose}>{words.done}</Button>}>
        <div className="share">
          <SealedShare shareToken={sealed.shareToken} armored={sealed.armored} by={target.by} wordsToTell={target.by === 'passphrase' && target.isGenerated ? target.passphrase : null} />
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={words.title(itemIds.length)}
      onClose={job.running ? job.cancel : onClose}
      footer={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button variant="solid" isDisabled={isReading || items.length === 0} isPending={job.running} onPress={() => void seal()}>
            {job.running ? words.sealing : words.seal}
          </Button>
        </>
      }
    >
      <div className="share">
        <section className="share__part" aria-label={words.whatTitle}>
          <h2>{words.whatTitle}</h2>
          {isReading ? <p className="soft">{words.loading}</p> : null}
          {readFailure ? <Notice tone="bad">{sentenceFor(readFailure)}</Notice> : null}
          {items.map((item) => (
            <ChosenFields key={item.id} item={item} choice={choiceOf(choices, item)} onChange={(choice) => setChoices(new Map(choices).set(item.id, choice))} />
          ))}
          {wasTried && chosen.length === 0 && !isReading ? (
            <p className="field__error" role="alert">
              {words.nothingChosen}
            </p>
          ) : null}
        </section>
        <section className="share__part" aria-label={words.toTitle}>
          <h2>{words.toTitle}</h2>
          <TargetFields target={target} onChange={change} error={errorOfTarget} wasTried={wasTried} />
        </section>
        {job.running ? <ProgressLine fraction={null} label={words.sealing} onCancel={job.cancel} /> : null}
        {isElsewhere ? <Notice tone="bad">{sentenceFor(job.failure)}</Notice> : null}
      </div>
    </Dialog>
  );
}
