/** Takes a global shortcut from the keys that are pressed: a button that listens once it was pressed. Esc or Tab leaves it as it is. */
import { useEffect, useState } from 'react';
import { acceleratorKeys, readShortcut } from '../../../shared/accelerator.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Kbd } from '../../parts/kbd.tsx';
import { shortcutWords } from '../../parts/shortcut-words.ts';
import { isMac } from '../../state/shortcuts.ts';
import { quickSettings as words } from '../../text/quick-words.ts';

type ShortcutRecorderProps = { readonly accelerator: string; readonly onChange: (accelerator: string) => void };

/** Listens before everything else on the page: the keys pressed mean nothing but themselves. */
function useRecording(isOn: boolean, done: (accelerator: string | null) => void, refuse: () => void): void {
  useEffect(() => {
    if (!isOn) {
      return undefined;
    }
    // The shortcut in force would open the quick window. A failure leaves it in force, which is seen at once.
    ask('desktop.recordShortcut', { recording: true }).catch(() => undefined);
    const onKeyDown = (event: KeyboardEvent): void => {
      const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
      if (event.key === 'Tab') {
        done(null);
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape' && plain) {
        done(null);
        return;
      }
      const read = readShortcut(event, isMac);
      if (read.is === 'read') {
        done(read.accelerator);
      } else if (read.is === 'refused') {
        refuse();
      }
    };
    const onBlur = (): void => done(null);
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('blur', onBlur);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('blur', onBlur);
      ask('desktop.recordShortcut', { recording: false }).catch(() => undefined);
    };
  }, [isOn]);
}

export function ShortcutRecorder({ accelerator, onChange }: ShortcutRecorderProps) {
  const [isOn, setOn] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const shown = accelerator === '' ? words.none : shortcutWords(acceleratorKeys(accelerator));
  useRecording(
    isOn,
    (chosen) => {
      setOn(false);
      setRefused(false);
      if (chosen !== null && chosen !== accelerator) {
        onChange(chosen);
      }
    },
    () => setRefused(true),
  );
  return (
    <div className="shortcut-recorder">
      <div className="shortcut-recorder__row">
        {isOn || accelerator === '' ? null : <Kbd keys={acceleratorKeys(accelerator)} />}
        <Button aria-label={isOn ? words.press : `${words.recordLabel(shown)}. ${words.change}`} onPress={() => setOn(!isOn)}>
          {isOn ? words.press : words.change}
        </Button>
        {isOn || accelerator === '' ? null : (
          <Button variant="plain" onPress={() => onChange('')}>
            {words.remove}
          </Button>
        )}
      </div>
      {isOn ? (
        <p className={`small ${isRefused ? 'shortcut-recorder__refused' : 'soft'}`} role="status">
          {isRefused ? words.refused : isMac ? words.pressHintMac : words.pressHint}
        </p>
      ) : null}
    </div>
  );
}
