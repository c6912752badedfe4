/**
 * A secret that may have several lines, such as a private key: a one-line box would drop the line ends of what is pasted.
 * Hidden by dots until asked to show.
 */
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../parts/icon-button.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { editorWords as words } from '../../text/editor.ts';
import { KeepButton } from './keep-button.tsx';

type SecretAreaProps = {
  readonly label: string;
  readonly labelHidden: boolean;
  readonly error: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onKeep?: () => void;
};

export function SecretArea({ label, labelHidden, error, value, onChange, onKeep }: SecretAreaProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      label={label}
      labelHidden={labelHidden}
      error={error}
      value={value}
      onChange={onChange}
      multiline
      rows={1}
      mono
      autoComplete="off"
      spellCheck="false"
      className={`secret-area ${shown ? '' : 'secret-area--hidden'}`}
      trail={
        <>
          <KeepButton label={label} {...(onKeep ? { onKeep } : {})} />
          <IconButton
            size="s"
            icon={shown ? EyeOff : Eye}
            label={shown ? words.hide(label) : words.show(label)}
            onPress={() => setShown(!shown)}
          />
        </>
      }
    />
  );
}
