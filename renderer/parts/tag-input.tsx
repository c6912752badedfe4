/** Tags as chips with a box to add more: Enter or a comma adds, Backspace in the empty box takes the last away. */
import { X } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { Button } from 'react-aria-components';
import { partWords } from '../text/parts.ts';
import './field.css';
import './tag-input.css';

export type TagInputProps = {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  /** Tags known elsewhere, offered while typing. */
  readonly suggestions?: readonly string[];
  readonly max: number;
  readonly maxLength: number;
  readonly description?: string;
};

export function TagInput({ label, value, onChange, suggestions = [], max, maxLength, description }: TagInputProps) {
  const [text, setText] = useState('');
  const inputId = useId();
  const listId = useId();
  const noteId = useId();
  const [tooLong, setTooLong] = useState(false);
  const isFull = value.length >= max;

  const add = (words: string): void => {
    const fresh = words
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
    const kept = fresh.filter((word) => word.length > maxLength);
    const all = [...new Set([...value, ...fresh.filter((word) => word.length <= maxLength)])].slice(0, max);
    if (all.length > value.length) {
      onChange(all);
    }
    // What is too long stays in the box, to be shortened.
    setTooLong(kept.length > 0);
    setText(kept.join(' '));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault();
      event.stopPropagation();
      add(text);
    } else if (event.key === 'Backspace' && text === '' && value.length > 0) {
      onChange(value.slice(0, -1));
    }
  };

  return (
    <div className="field">
      <label className="field__label" htmlFor={inputId}>
        {label}
      </label>
      <div className="field__box tag-input">
        {value.map((tag) => (
          <span key={tag} className="tag-input__tag" dir="auto">
            {tag}
            <Button className="tag-input__remove" aria-label={partWords.removeTag(tag)} onPress={() => onChange(value.filter((other) => other !== tag))}>
              <X size={12} strokeWidth={2} aria-hidden />
            </Button>
          </span>
        ))}
        {isFull ? null : (
          <input
            id={inputId}
            className="tag-input__box"
            value={text}
            list={listId}
            placeholder={value.length === 0 ? partWords.addTag : ''}
            dir="auto"
            aria-invalid={tooLong || undefined}
            {...(tooLong ? { 'aria-describedby': noteId } : {})}
            onChange={(event) => (event.target.value.includes(',') ? add(event.target.value) : setText(event.target.value))}
            onKeyDown={onKeyDown}
            onBlur={() => add(text)}
          />
        )}
        <datalist id={listId}>
          {suggestions
            .filter((tag) => !value.includes(tag))
            .slice(0, 50)
            .map((tag) => (
              <option key={tag} value={tag} />
            ))}
        </datalist>
      </div>
      {tooLong ? (
        <span id={noteId} className="field__error" role="alert">
          {partWords.tagTooLong(maxLength)}
        </span>
      ) : null}
      {description === undefined || tooLong ? null : <span className="field__description">{description}</span>}
    </div>
  );
}
