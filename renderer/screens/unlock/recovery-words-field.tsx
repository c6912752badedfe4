/** The thirteen words of a recovery kit, one box each: paste all at once, or type with spaces. A word that stands in no kit is named. Called by the unlock screen. */
import { useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { unlockWords } from '../../text/unlock.ts';
import { putWords } from './recovery-words.ts';
import { useWrongWords } from './use-wrong-words.ts';
import './recovery-words-field.css';

type RecoveryWordsFieldProps = {
  readonly words: readonly string[];
  readonly onChange: (words: readonly string[]) => void;
  readonly onSubmit: () => void;
  readonly isReadOnly: boolean;
};

/** More wrong words than this are another list of words, not slips. */
const mostNamed = 3;

export function RecoveryWordsField({ words, onChange, onSubmit, isReadOnly }: RecoveryWordsFieldProps) {
  const boxes = useRef<(HTMLInputElement | null)[]>([]);
  const [typingAt, setTypingAt] = useState<number | null>(null);
  const wrong = useWrongWords(words, typingAt);
  const notesId = useId();
  const isWrong = (place: number): boolean => wrong.some((one) => one.place === place);
  const focus = (place: number): void => boxes.current[place]?.focus();

  const put = (place: number, text: string): void => {
    const next = putWords(words, place, text);
    onChange(next.words);
    if (next.focus !== place) {
      focus(next.focus);
    }
  };
  const onPaste = (event: ClipboardEvent, place: number): void => {
    event.preventDefault();
    if (!isReadOnly) {
      put(place, `${event.clipboardData.getData('text')} `);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, place: number): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (place < words.length - 1 && words.some((word) => word === '')) {
        focus(place + 1);
      } else {
        onSubmit();
      }
    } else if (event.key === 'Backspace' && words[place] === '' && place > 0) {
      event.preventDefault();
      focus(place - 1);
    }
  };

  return (
    <>
      <div className="kit-words" role="group" aria-label={unlockWords.recoveryTitle}>
        {words.map((word, place) => (
          <label key={place} className={`kit-words__box ${isWrong(place) ? 'kit-words__box--wrong' : ''}`}>
            <span className="kit-words__number" aria-hidden="true">
              {place + 1}
            </span>
            <input
              ref={(box) => {
                boxes.current[place] = box;
              }}
              aria-label={unlockWords.word(place + 1)}
              value={word}
              readOnly={isReadOnly}
              {...(isWrong(place) ? { 'aria-invalid': true, 'aria-describedby': `${notesId}-${place}` } : {})}
              onFocus={() => setTypingAt(place)}
              onBlur={() => setTypingAt(null)}
              autoFocus={place === 0}
              autoComplete="off"
              autoCapitalize="off"
              autoCorrect="off"
              spellCheck={false}
              onChange={(event) => put(place, event.target.value)}
              onPaste={(event) => onPaste(event, place)}
              onKeyDown={(event) => onKeyDown(event, place)}
            />
          </label>
        ))}
      </div>
      {wrong.length === 0 ? null : (
        <div className="kit-words__wrong" role="status">
          {wrong.slice(0, mostNamed).map(({ place, meant }) => (
            <p key={place} id={`${notesId}-${place}`}>
              {unlockWords.wrongWord(place + 1, meant)}
            </p>
          ))}
        </div>
      )}
    </>
  );
}
