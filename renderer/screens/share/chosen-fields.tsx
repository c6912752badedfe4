/** One item in the share dialog: its fields to be ticked, concealed ones by dots; nothing secret is read for it. */
import type { ItemView } from '../../../shared/views.ts';
import { CheckboxField } from '../../parts/checkbox-field.tsx';
import { Tile } from '../../parts/tile.tsx';
import { fieldLabel } from '../../text/kind-words.ts';
import { shareWords as words } from '../../text/share.ts';
import { SealedCard } from '../browse/sealed-card.tsx';
import { chooseAll, isEmptyChoice, shareableFields, toggleField, type ItemChoice } from './share-choice.ts';

type ChosenFieldsProps = { readonly item: ItemView; readonly choice: ItemChoice; readonly onChange: (choice: ItemChoice) => void };

function shownValue(field: ItemView['fields'][number]): string {
  return field.value === null ? '••••••••' : field.value.length > 80 ? `${field.value.slice(0, 80)}…` : field.value;
}

export function ChosenFields({ item, choice, onChange }: ChosenFieldsProps) {
  const fields = shareableFields(item);
  const parts = fields.length + (item.urls.length === 0 ? 0 : 1) + (item.notes === '' ? 0 : 1) + (item.attachments.length === 0 ? 0 : 1);
  const chosen = choice.fieldIds.size + (choice.withUrls ? 1 : 0) + (choice.withNotes ? 1 : 0) + (choice.withAttachments ? 1 : 0);
  return (
    <div className="chosen-item" role="group" aria-label={item.title}>
      <div className="chosen-item__head">
        <Tile id={item.id} title={item.title} kind={item.kind} size="s" />
        <span className="chosen-item__title">{item.title}</span>
        {parts > 1 && !item.isSealed ? (
          <CheckboxField
            label={words.all}
            isSelected={chosen === parts}
            isIndeterminate={!isEmptyChoice(choice) && chosen < parts}
            onChange={(isChosen) => onChange(chooseAll(item, isChosen))}
          />
        ) : null}
      </div>
      {item.isSealed ? <SealedCard itemId={item.id} hasShortcut={false} /> : null}
      {parts === 0 && !item.isSealed ? <p className="soft small">{words.nothingInItem}</p> : null}
      <div className="chosen-item__fields">
        {fields.map((field) => (
          <CheckboxField
            key={field.id}
            label={fieldLabel(item.kind, field)}
            description={shownValue(field)}
            isSelected={choice.fieldIds.has(field.id)}
            onChange={(isChosen) => onChange(toggleField(choice, field.id, isChosen))}
          />
        ))}
        {item.urls.length === 0 || item.isSealed ? null : (
          <CheckboxField
            label={words.websites(item.urls.length)}
            description={item.urls.map(({ url }) => url).join(', ')}
            isSelected={choice.withUrls}
            onChange={(withUrls) => onChange({ ...choice, withUrls })}
          />
        )}
        {item.notes === '' ? null : (
          <CheckboxField label={words.notes} isSelected={choice.withNotes} onChange={(withNotes) => onChange({ ...choice, withNotes })} />
        )}
        {item.attachments.length === 0 ? null : (
          <CheckboxField
            label={words.attachments(item.attachments.length)}
            description={item.attachments.map(({ fileName }) => fileName).join(', ')}
            isSelected={choice.withAttachments}
            onChange={(withAttachments) => onChange({ ...choice, withAttachments })}
          />
        )}
      </div>
    </div>
  );
}
