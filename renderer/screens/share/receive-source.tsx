/** The first step of receiving: a file, or text that was sent; and the address to be given to those who share. */
import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { DropPlace } from '../../parts/drop-place.tsx';
import { Notice } from '../../parts/notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { sentenceFor } from '../../text/failures.ts';
import { receiveWords as words } from '../../text/share.ts';
import { OwnAddress } from './own-address.tsx';
import type { Received } from './use-received.ts';

export function ReceiveSource({ received }: { readonly received: Received }) {
  const { job, problem, choose, offerText, offerFile } = received;
  const [text, setText] = useState('');
  const said = problem ?? (job.failure ? sentenceFor(job.failure) : null);
  return (
    <div className="share">
      <p className="soft">{words.intro}</p>
      <DropPlace onFile={offerFile}>
        <Button icon={FolderOpen} onPress={choose} isPending={job.running}>
          {words.choose}
        </Button>
        <span className="soft">{words.dropHere}</span>
      </DropPlace>
      <TextField
        label={words.paste}
        placeholder={words.pasteExample}
        multiline
        rows={5}
        mono
        autoFocus
        spellCheck="false"
        className="armored"
        value={text}
        onChange={setText}
      />
      <div>
        <Button variant="solid" isDisabled={text.trim() === ''} isPending={job.running} onPress={() => offerText(text)}>
          {words.next}
        </Button>
      </div>
      {said ? <Notice tone="bad">{said}</Notice> : null}
      <OwnAddress />
    </div>
  );
}
