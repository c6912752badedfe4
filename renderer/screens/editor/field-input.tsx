/** One field of the form, by its type. A value the page has not seen stands as `KeptValue` instead of a box. */
import { assertNever } from '../../../shared/failure.ts';
import type { ItemView } from '../../../shared/views.ts';
import { DateField, isDateText } from '../../parts/date-field.tsx';
import { PassphraseField } from '../../parts/passphrase-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import type { DraftField } from './draft.ts';
import { KeptValue } from './kept-value.tsx';
import { PasswordInput } from './password-input.tsx';
import { SecretArea } from './secret-area.tsx';
import { TotpInput } from './totp-input.tsx';

export type FieldInputProps = {
  readonly field: DraftField;
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly error: string | null;
  /** The item as it was opened; null while a new one is made. */
  readonly item: ItemView | null;
  /** Words a password should not be made of: title, username. */
  readonly userInputs: readonly string[];
  readonly title: string;
  readonly onWrite: (to: string) => void;
  readonly onKeep: () => void;
  readonly onReveal: (value: string) => void;
};

const inputModes = { number: 'decimal', email: 'email', phone: 'tel', url: 'url' } as const;

export function FieldInput({ field, label, labelHidden = false, error, item, userInputs, title, onWrite, onKeep, onReveal }: FieldInputProps) {
  if (field.value.is === 'kept') {
    return <KeptValue field={field} label={label} labelHidden={labelHidden} item={item} onChange={() => onWrite('')} onReveal={onReveal} />;
  }
  const shared = { label, labelHidden, error, value: field.value.to, onChange: onWrite };
  // The way back to a value that was there and not seen.
  const keep = item?.fields.some((view) => view.id === field.id && view.concealed && view.filled) === true ? { onKeep } : {};
  switch (field.type) {
    case 'password':
      return <PasswordInput {...shared} {...keep} userInputs={userInputs} />;
    case 'secret':
      return <SecretArea {...shared} {...keep} />;
    case 'totp':
      return <TotpInput {...shared} {...keep} title={title} />;
    case 'multiline':
      return field.concealed ? <SecretArea {...shared} {...keep} /> : <TextField {...shared} multiline rows={4} mono spellCheck="false" />;
    case 'date':
      // What an import brought and is no day stays as it was, to be read and mended.
      return isDateText(field.value.to) ? <DateField {...shared} /> : <TextField {...shared} />;
    case 'month':
      return <TextField {...shared} type={field.type} />;
    case 'text':
    case 'username':
    case 'number':
    case 'email':
    case 'phone':
    case 'url': {
      if (field.concealed) {
        return <PassphraseField {...shared} />;
      }
      const mode = field.type === 'text' || field.type === 'username' ? {} : { inputMode: inputModes[field.type] };
      return <TextField {...shared} {...mode} autoComplete="off" spellCheck="false" />;
    }
    default:
      return assertNever(field.type);
  }
}
