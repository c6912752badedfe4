/** The fields of a dialog that opens a vault: what the way in use asks for, how far it is, and links to the other ways. Stands in the caller's form. */
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PassphraseField } from '../../parts/passphrase-field.tsx';
import type { JobProgress } from '../../state/use-job.ts';
import { unlockWords, wayLinks } from '../../text/unlock.ts';
import { RecoveryWordsField } from './recovery-words-field.tsx';
import { UnlockProgress } from './unlock-progress.tsx';
import type { SecretEntry } from './use-secret.ts';
import { takesPassphrase } from './ways.ts';

type SecretFieldsProps = {
  readonly entry: SecretEntry;
  readonly running: boolean;
  readonly progress: JobProgress | null;
  readonly failure: string | null;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  /** The passphrase is being changed: what was said of the one before does not hold any more. */
  readonly onEdit?: () => void;
};

export function SecretFields({ entry, running, progress, failure, onSubmit, onCancel, onEdit }: SecretFieldsProps) {
  const { way } = entry;
  return (
    <>
      {takesPassphrase(way) ? (
        <PassphraseField
          label={unlockWords.passphrase}
          autoFocus
          value={entry.passphrase}
          onChange={(text) => {
            entry.type(text);
            onEdit?.();
          }}
          isReadOnly={running}
          error={failure}
        />
      ) : null}
      {way === 'recovery' ? <RecoveryWordsField words={entry.words} onChange={entry.setWords} onSubmit={onSubmit} isReadOnly={running} /> : null}
      {!takesPassphrase(way) && failure !== null ? <Notice tone="bad">{failure}</Notice> : null}
      {running ? <UnlockProgress progress={progress} onCancel={onCancel} /> : null}
      {running
        ? null
        : entry.otherWays.map((other) => (
            <Button key={other} variant="plain" className="link-button" onPress={() => entry.choose(other)}>
              {wayLinks[other]}
            </Button>
          ))}
    </>
  );
}
