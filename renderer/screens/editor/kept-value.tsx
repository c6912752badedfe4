/** A concealed value that stays as it is: dots, and the two ways to change that. The value is read only when asked for. */
import { Eye, Pencil } from 'lucide-react';
import { useId, useState } from 'react';
import type { ItemView } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { SecretDots } from '../../parts/secret-text.tsx';
import { editorWords as words } from '../../text/editor.ts';
import { sentenceFor } from '../../text/failures.ts';
import type { DraftField } from './draft.ts';

type KeptValueProps = {
  readonly field: DraftField;
  readonly label: string;
  readonly labelHidden: boolean;
  readonly item: ItemView | null;
  readonly onChange: () => void;
  readonly onReveal: (value: string) => void;
};

export function KeptValue({ field, label, labelHidden, item, onChange, onReveal }: KeptValueProps) {
  const labelId = useId();
  const [failure, setFailure] = useState<unknown>(null);
  const reveal = (): void => {
    if (item && field.id !== null) {
      ask('field.reveal', { itemId: item.id, versionId: item.versionId, fieldId: field.id }).then(({ value }) => onReveal(value), setFailure);
    }
  };
  return (
    <div className="field" role="group" aria-labelledby={labelId}>
      <span className={labelHidden ? 'hidden-visually' : 'field__label'} id={labelId}>
        {label}
      </span>
      <div className="field__box kept-value">
        <span className="kept-value__dots">
          <SecretDots />
          <span className="hidden-visually">{words.keptLabel(label)}</span>
        </span>
        <div className="field__trail">
          <IconButton size="s" icon={Eye} label={words.showToEditLabel(label)} onPress={reveal} />
          <Button variant="plain" icon={Pencil} aria-label={words.changeLabel(label)} onPress={onChange}>
            {words.change}
          </Button>
        </div>
      </div>
      {failure ? (
        <span className="field__error" role="alert">
          {sentenceFor(failure)}
        </span>
      ) : null}
    </div>
  );
}
