/** What came of sharing: text to copy or a file to save, the words to tell where they were generated, and how the other side opens it. */
import { Download } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { sentenceFor } from '../../text/failures.ts';
import { shareWords as words } from '../../text/share.ts';
import { WordsToTell } from './words-to-tell.tsx';

type SealedShareProps = {
  readonly shareToken: string;
  readonly armored: string;
  readonly by: 'recipients' | 'passphrase';
  /** Generated words that open it, which stand nowhere else; null where there are none. */
  readonly wordsToTell: string | null;
};

/** A share with attachments can be larger than anything a text box should hold. */
const shownAtMost = 20_000;

export function SealedShare({ shareToken, armored, by, wordsToTell }: SealedShareProps) {
  const [saved, setSaved] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const save = (): void => {
    setFailure(null);
    ask('share.save', { shareToken }).then((answer) => setSaved(answer.saved), setFailure);
  };
  const isCopyable = armored.length <= 1_048_576;
  return (
    <>
      <p className="soft">{words.doneText}</p>
      {armored.length <= shownAtMost ? <TextField label={words.armoredLabel} labelHidden multiline rows={7} mono isReadOnly value={armored} className="armored" /> : null}
      <div className="target__actions">
        {isCopyable ? <CopyButton variant="solid" label={words.copy} copiedLabel={words.copied} copy={() => ask('clipboard.copyText', { text: armored })} /> : null}
        <Button variant={isCopyable ? 'quiet' : 'solid'} icon={Download} onPress={save}>
          {words.save}
        </Button>
      </div>
      {saved ? <Notice tone="good">{words.saved}</Notice> : null}
      {failure ? <Notice tone="bad">{sentenceFor(failure)}</Notice> : null}
      {wordsToTell === null ? null : <WordsToTell value={wordsToTell} note={`${words.passphraseHelp} ${words.wordsGone}`} />}
      <section className="how" aria-label={words.howTitle}>
        <h2>{words.howTitle}</h2>
        <p>{words.howLatchkey}</p>
        <p>{by === 'recipients' ? words.howAgeRecipients : words.howAgePassphrase}</p>
        <code className="how__command selectable">{by === 'recipients' ? words.commandRecipients : words.commandPassphrase}</code>
      </section>
    </>
  );
}
