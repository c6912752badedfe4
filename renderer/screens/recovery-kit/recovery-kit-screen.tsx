/**
 * Makes a recovery kit and shows it once: what it is for, then the sheet with print and PDF, then the check that it is on
 * paper. Called after a vault is made and from the settings. The words live in this component alone.
 */
import { FileDown, Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Stage } from '../../app-stage.tsx';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useShortcut } from '../../state/shortcuts.ts';
import { useJob } from '../../state/use-job.ts';
import { sentenceFor } from '../../text/failures.ts';
import { kitWords } from '../../text/first-run.ts';
import { ProveForKit } from '../slots/prove-dialog.tsx';
import { KitConfirm } from './kit-confirm.tsx';
import { KitSheet, type RecoveryKit } from './kit-sheet.tsx';
import './recovery-kit-screen.css';

function KitIntro({ onMake, onLater, isRunning, failure }: { readonly onMake: () => void; readonly onLater: () => void; readonly isRunning: boolean; readonly failure: unknown }) {
  return (
    <Stage wide title={kitWords.introTitle} sentence={kitWords.introSentence}>
      <div className="kit-intro">
        <p className="soft">{kitWords.introNew}</p>
        {failure === null ? null : <Notice tone="bad">{sentenceFor(failure)}</Notice>}
        <Button variant="solid" size="l" autoFocus onPress={onMake} isPending={isRunning}>
          {kitWords.make}
        </Button>
        <Button variant="plain" size="l" onPress={onLater}>
          {kitWords.later}
        </Button>
        <p className="small soft">{kitWords.laterNote}</p>
      </div>
    </Stage>
  );
}

function KitShown({ kit, onDone }: { readonly kit: RecoveryKit; readonly onDone: () => void }) {
  const [failure, setFailure] = useState<unknown>(null);
  const [saved, setSaved] = useState(false);
  // A lock takes the kit away with the page, and needs no word.
  useEffect(() => () => void ask('recovery.close', {}).catch(() => undefined), []);
  const act = (work: () => Promise<void>): void => {
    setFailure(null);
    work().catch(setFailure);
  };
  return (
    <Stage wide lead={null} title={kitWords.title} sentence={kitWords.sentence}>
      <div className="kit-shown">
        <KitSheet kit={kit} />
        <div className="kit-shown__actions">
          <Button icon={Printer} onPress={() => act(async () => void (await ask('recovery.print', {})))}>
            {kitWords.print}
          </Button>
          <Button icon={FileDown} onPress={() => act(async () => setSaved((await ask('recovery.savePdf', {})).saved))}>
            {kitWords.savePdf}
          </Button>
        </div>
        {saved ? <Notice tone="good">{kitWords.savedPdf}</Notice> : null}
        {failure === null ? null : <Notice tone="bad">{sentenceFor(failure)}</Notice>}
        <KitConfirm words={kit.words} onDone={onDone} />
      </div>
    </Stage>
  );
}

export function RecoveryKitScreen({ onClose }: { readonly onClose: () => void }) {
  const [kit, setKit] = useState<RecoveryKit | null>(null);
  const [proving, setProving] = useState(false);
  const job = useJob();
  // Once the words are shown they are the only copy: Esc does not throw them away.
  useShortcut('escape', onClose, { when: kit === null && !proving });
  const make = async (proofToken: string): Promise<void> => {
    setProving(false);
    setKit(await job.run((jobId) => ask('slot.addRecovery', { jobId, proofToken, name: kitWords.slotName })));
  };
  if (kit !== null) {
    return <KitShown kit={kit} onDone={onClose} />;
  }
  return (
    <>
      <KitIntro onMake={() => setProving(true)} onLater={onClose} isRunning={job.running} failure={job.failure} />
      {proving ? <ProveForKit onProven={(proofToken) => void make(proofToken)} onClose={() => setProving(false)} /> : null}
    </>
  );
}
