/** Sets the first PIN of a security key or replaces the one it has. What is typed goes to the main process and is gone from here. Shown by `touch-prompt.tsx`. */
import { useState } from 'react';
import type { KeyWish } from '../../shared/key-contract.ts';
import { ask } from '../client/client.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Notice } from '../parts/notice.tsx';
import { PassphraseField } from '../parts/passphrase-field.tsx';
import { keyWords as words } from '../text/key-words.ts';
import { partWords } from '../text/parts.ts';
import { sentenceFor } from '../text/failures.ts';
import { pinProblem, withPinBytes } from './pin-bytes.ts';
import './key-dialog.css';

type NewPinWish = Extract<KeyWish, { kind: 'new-pin' }>;
type Typed = { readonly current: string; readonly next: string; readonly again: string };
type Problems = { readonly [Field in keyof Typed]?: string };

const nothingTyped: Typed = { current: '', next: '', again: '' };

function problemsOf({ current, next, again }: Typed, asksCurrent: boolean): Problems {
  const ofNext = pinProblem(next);
  return {
    // Refused here: the key would count it as a try.
    ...(asksCurrent && pinProblem(current) !== null ? { current: words.pinTooShort } : {}),
    ...(ofNext === null ? {} : { next: ofNext === 'too-short' ? words.pinTooShort : words.pinTooLong }),
    ...(ofNext === null && next !== again ? { again: words.pinsDiffer } : {}),
  };
}

/** What the key said to the last answer. */
function problemsFrom(wish: NewPinWish): Problems {
  return {
    ...(wish.problem === 'current-wrong' ? { current: words.currentWrong(wish.triesLeft) } : {}),
    ...(wish.problem === 'refused' ? { next: words.pinRefused } : {}),
  };
}

export function NewPinDialog({ askId, wish, onCancel }: { readonly askId: string; readonly wish: NewPinWish; readonly onCancel: () => void }) {
  const [typed, setTyped] = useState(nothingTyped);
  const [problems, setProblems] = useState<Problems>(problemsFrom(wish));
  const [failure, setFailure] = useState<unknown>(null);
  const [sent, setSent] = useState(false);
  const { asksCurrent } = wish;
  async function set(): Promise<void> {
    const found = problemsOf(typed, asksCurrent);
    setProblems(found);
    if (Object.keys(found).length > 0) {
      return;
    }
    setSent(true);
    setTyped(nothingTyped);
    try {
      await withPinBytes([typed.next, ...(asksCurrent ? [typed.current] : [])], (next = new Uint8Array(), current) => ask('key.giveNewPin', { askId, current: current ?? null, next }));
    } catch (error) {
      setSent(false);
      setFailure(error);
    }
  }
  const field = (name: keyof Typed, label: string, more: { readonly autoFocus?: boolean; readonly description?: string } = {}) => (
    <PassphraseField
      label={label}
      error={problems[name]}
      value={typed[name]}
      isReadOnly={sent}
      {...more}
      onChange={(text) => {
        setTyped({ ...typed, [name]: text });
        setProblems({});
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          void set();
        } else {
          event.continuePropagation();
        }
      }}
    />
  );
  const warning = words.triesLine(wish.triesLeft);
  return (
    <Dialog
      title={words.newPinTitle[wish.why]}
      size="s"
      onClose={onCancel}
      footer={
        <>
          <Button shortcut="Esc" onPress={onCancel}>
            {partWords.cancel}
          </Button>
          <Button variant="solid" isPending={sent} onPress={() => void set()}>
            {words.setPin}
          </Button>
        </>
      }
    >
      <div className="key-dialog">
        <p className="soft">{words.newPinLine[wish.why]}</p>
        {asksCurrent ? field('current', words.currentPin, { autoFocus: true }) : null}
        {field('next', words.newPin, { autoFocus: !asksCurrent, description: words.newPinHint })}
        {field('again', words.repeatPin)}
        {warning === null ? null : <Notice tone="warn">{warning}</Notice>}
        {failure === null ? null : <Notice tone="bad">{sentenceFor(failure)}</Notice>}
      </div>
    </Dialog>
  );
}
