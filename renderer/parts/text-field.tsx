/** A labelled box for text, of one line or several. For secrets that are typed: `PassphraseField`. */
import type { ReactNode, Ref } from 'react';
import { Input, Label, TextArea, TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components';
import { FieldNotes } from './field-frame.tsx';
import './field.css';

export type TextFieldProps = Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'isInvalid'> & {
  readonly label: string;
  /** Keeps the label for assistive technology only. */
  readonly labelHidden?: boolean;
  readonly description?: string | undefined;
  readonly error?: string | null | undefined;
  readonly multiline?: boolean;
  readonly rows?: number;
  readonly mono?: boolean;
  readonly size?: 'm' | 'l';
  readonly placeholder?: string;
  /** Stands at the end of the box: buttons that act on the value. */
  readonly trail?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly className?: string;
};

export function TextField({
  label, labelHidden = false, description, error, multiline = false, rows = 4, mono = false, size = 'm', placeholder = '', trail, inputRef, className = '', ...rest
}: TextFieldProps) {
  const inputClass = `field__input ${mono ? 'field__input--mono' : ''}`;
  return (
    <AriaTextField {...rest} isInvalid={Boolean(error)} validationBehavior="aria" className={`field field--${size} ${className}`}>
      <Label className={labelHidden ? 'hidden-visually' : 'field__label'}>{label}</Label>
      <div className="field__box">
        {multiline ? (
          <TextArea className={inputClass} rows={rows} placeholder={placeholder} dir="auto" />
        ) : (
          <Input {...(inputRef ? { ref: inputRef } : {})} className={inputClass} placeholder={placeholder} dir="auto" />
        )}
        {trail ? <div className="field__trail">{trail}</div> : null}
      </div>
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  );
}
