/** The words that open a share, large enough to be read out, with the way to copy them. Before it is sealed and after. */
import type { ReactNode } from 'react';
import { ask } from '../../client/client.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { SecretText } from '../../parts/secret-text.tsx';
import { shareWords as words } from '../../text/share.ts';

type WordsToTellProps = { readonly value: string; readonly note: string; /** Buttons beside the one that copies. */ readonly children?: ReactNode };

export function WordsToTell({ value, note, children }: WordsToTellProps) {
  return (
    <section className="target__words" aria-label={words.wordsToTell}>
      <p className="field__label">{words.wordsToTell}</p>
      <p className="target__generated selectable">
        <SecretText value={value} size="l" />
      </p>
      <p className="soft small">{note}</p>
      <div className="target__actions">
        <CopyButton label={words.copyWords} copiedLabel={words.copied} copy={() => ask('clipboard.copyText', { text: value })} />
        {children}
      </div>
    </section>
  );
}
