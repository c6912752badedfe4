/** A box for a passphrase or password being typed: hidden until asked to show, with a word about Caps Lock. */
import { Eye, EyeOff } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { Input, Label, TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components';
import { partWords } from '../text/parts.ts';
import { FieldNotes } from './field-frame.tsx';
import { IconButton } from './icon-button.tsx';
import './field.css';

export type PassphraseFieldProps = Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'isInvalid' | 'type'> & {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly description?: string | undefined;
  readonly error?: string | null | undefined;
  readonly size?: 'm' | 'l';
  readonly placeholder?: string;
  /** Further buttons, left of show and hide. */
  readonly trail?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly className?: string;
};

export function PassphraseField({
  label, labelHidden = false, description, error, size = 'm', placeholder = '', trail, inputRef, className = '', ...rest
}: PassphraseFieldProps) {
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const notice = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <AriaTextField
      autoComplete="off"
      spellCheck="false"
      {...rest}
      type={shown ? 'text' : 'password'}
      isInvalid={Boolean(error)}
      // Said, not enforced: a refused passphrase may be the right one once the other program has let go of the vault.
      validationBehavior="aria"
      className={`field field--${size} ${className}`}
    >
      <Label className={labelHidden ? 'hidden-visually' : 'field__label'}>{label}</Label>
      <div className="field__box" onKeyUp={notice}>
        <Input
          {...(inputRef ? { ref: inputRef } : {})}
          className={`field__input ${shown ? 'field__input--mono' : ''}`}
          placeholder={placeholder}
          autoCapitalize="off"
          autoCorrect="off"
        />
        <div className="field__trail">
          {trail}
          <IconButton
            icon={shown ? EyeOff : Eye}
            label={shown ? partWords.hidePassphrase : partWords.showPassphrase}
            onPress={() => setShown(!shown)}
            size="s"
          />
        </div>
      </div>
      <FieldNotes description={capsLock ? partWords.capsLock : description} error={error} />
    </AriaTextField>
  );
}
