/** Enrols a hardware key: its name, what it needs, and the three touches. The token goes to the caller, good once. */
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../client/client.ts';
import { TouchPrompt } from '../../hardware-key/touch-prompt.tsx';
import { useCurrentAsk } from '../../hardware-key/current-ask.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ProgressLine } from '../../parts/progress-line.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useShortcut } from '../../state/shortcuts.ts';
import { useJob } from '../../state/use-job.ts';
import { sentenceFor } from '../../text/failures.ts';
import { firstRunWords } from '../../text/first-run.ts';

export type EnrolledKey = { readonly enrolmentToken: string; readonly name: string };

type EnrolKeyProps = {
  readonly enrolled: EnrolledKey | null;
  readonly onEnrolled: (key: EnrolledKey) => void;
};

export function EnrolKey({ enrolled, onEnrolled }: EnrolKeyProps) {
  const [name, setName] = useState('');
  const job = useJob();
  const { data: about } = useQuery(queryFor('app.version', {}));
  const { data: found } = useQuery(queryFor('key.way', {}));
  // Electron has no PIN dialog of its own but on Windows, where the system draws it; where Latchkey speaks to the key itself, it has one.
  const takesPin = about === undefined || about.standIn || about.platform === 'win32' || found?.way !== 'webauthn';
  const asking = useCurrentAsk() !== null;
  useShortcut('escape', job.cancel, { when: job.running, inDialogs: true });
  const enrol = async (): Promise<void> => {
    const given = name.trim() === '' ? firstRunWords.usualKeyName : name.trim();
    const made = await job.run((jobId) => ask('key.enrol', { jobId, name: given }));
    if (made !== null) {
      onEnrolled({ enrolmentToken: made.enrolmentToken, name: given });
    }
  };
  if (enrolled !== null) {
    return <Notice tone="good">{firstRunWords.enrolled(enrolled.name)}</Notice>;
  }
  return (
    <div className="enrol">
      <TextField
        label={firstRunWords.keyName}
        placeholder={firstRunWords.keyNameExample}
        description={takesPin ? firstRunWords.keyNeeds : firstRunWords.keyNeedsFingerprint}
        size="l"
        autoFocus
        maxLength={100}
        value={name}
        onChange={setName}
        isReadOnly={job.running}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            void enrol();
          } else {
            event.continuePropagation();
          }
        }}
      />
      {job.failure === null ? null : <Notice tone="bad">{sentenceFor(job.failure)}</Notice>}
      <div className="enrol__below">
        {asking ? <TouchPrompt onCancel={job.cancel} /> : null}
        {job.running && !asking ? <ProgressLine fraction={null} label={firstRunWords.waiting} /> : null}
        {job.running ? null : (
          <Button size="l" icon={KeyRound} onPress={() => void enrol()}>
            {firstRunWords.enrol}
          </Button>
        )}
      </div>
    </div>
  );
}
