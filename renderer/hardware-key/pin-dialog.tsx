/** Asks for the PIN of a security key. What is typed goes to the main process and is gone from here. Shown by `touch-prompt.tsx`. */
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

type PinDialogProps = { readonly askId: string; readonly wish: Extract<KeyWish, { kind: 'pin' }>; readonly onCancel: () => void };

export function PinDialog({ askId, wish, onCancel }: PinDialogProps) {
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState(wish.isWrong ? words.pinWrong(wish.triesLeft) : null);
  const [sent, setSent] = useState(false);
  const warning = words.triesLine(wish.triesLeft);
  async function goOn(): Promise<void> {
    const wrong = pinProblem(pin);
    if (wrong !== null) {
      // Refused here: the key would count it as a try.
      setProblem(wrong === 'too-short' ? words.pinTooShort : words.pinTooLong);
      return;
    }
    setSent(true);
    setPin('');
    try {
      await withPinBytes([pin], (bytes = new Uint8Array()) => ask('key.givePin', { askId, pin: bytes }));
    } catch (error) {
      setSent(false);
      setProblem(sentenceFor(error));
    }
  }
  return (
    <Dialog
      title={words.pinTitle(wish.product)}
      size="s"
      onClose={onCancel}
      footer={
        <>
          <Button shortcut="Esc" onPress={onCancel}>
            {partWords.cancel}
          </Button>
          <Button variant="solid" isPending={sent} onPress={() => void goOn()}>
            {words.goOn}
          </Button>
        </>
      }
    >
      <div className="key-dialog">
        <PassphraseField
          label={words.pinLabel}
          description={words.pinLine}
          error={problem}
          autoFocus
          value={pin}
          isReadOnly={sent}
          onChange={(typed) => {
            setPin(typed);
            setProblem(null);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault();
              void goOn();
            } else {
              event.continuePropagation();
            }
          }}
        />
        {warning === null ? null : <Notice tone="warn">{warning}</Notice>}
      </div>
    </Dialog>
  );
}
