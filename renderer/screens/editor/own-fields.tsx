/** The fields a person added: each with a name of its own, to be moved, renamed and removed. */
import { ArrowDown, ArrowUp, Ellipsis, Plus, Trash2 } from 'lucide-react';
import type { Dispatch, ReactNode } from 'react';
import { limits, type FieldType } from '../../../shared/item.ts';
import { Button } from '../../parts/button.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu } from '../../parts/menu-button.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { addableTypes, editorWords as words, sentenceForProblem } from '../../text/editor.ts';
import type { DraftStep } from './change-draft.ts';
import type { DraftProblems } from './draft-problems.ts';
import type { DraftField } from './draft.ts';

type OwnFieldsProps = {
  readonly fields: readonly DraftField[];
  readonly count: number;
  readonly problems: DraftProblems;
  readonly take: Dispatch<DraftStep>;
  readonly inputFor: (field: DraftField) => ReactNode;
};

function FieldMenu({ field, isFirst, isLast, take }: { readonly field: DraftField; readonly isFirst: boolean; readonly isLast: boolean; readonly take: Dispatch<DraftStep> }) {
  const { key } = field;
  return (
    <Menu
      label={words.fieldMenu(field.label)}
      trigger={<IconButton icon={Ellipsis} label={words.fieldMenu(field.label)} size="l" />}
      groups={[
        {
          entries: [
            { name: 'up', label: words.moveUp, icon: ArrowUp, isDisabled: isFirst },
            { name: 'down', label: words.moveDown, icon: ArrowDown, isDisabled: isLast },
            { name: 'remove', label: words.removeField, icon: Trash2, isBad: true },
          ],
        },
      ]}
      onChoose={(name) => {
        if (name === 'remove') {
          take({ do: 'remove-field', key });
        } else {
          take({ do: 'move-field', key, by: name === 'up' ? -1 : 1 });
        }
      }}
    />
  );
}

export function OwnFields({ fields, count, problems, take, inputFor }: OwnFieldsProps) {
  const add = (type: FieldType): void => {
    const label = addableTypes.find((addable) => addable.type === type)?.label ?? '';
    take({ do: 'add-field', key: `new:${crypto.randomUUID()}`, type, label });
  };
  return (
    <section className="editor__section" aria-label={words.ownFields}>
      <h2>{words.ownFields}</h2>
      {fields.map((field, index) => {
        const problem = problems.get(`label:${field.key}`);
        return (
          <div key={field.key} className="own-field">
            <TextField
              label={words.fieldNameOf(field.label)}
              labelHidden
              placeholder={words.fieldName}
              value={field.label}
              maxLength={limits.labelLength}
              onChange={(label) => take({ do: 'rename-field', key: field.key, label })}
              error={problem ? sentenceForProblem(problem) : null}
              autoComplete="off"
            />
            {inputFor(field)}
            <FieldMenu field={field} isFirst={index === 0} isLast={index === fields.length - 1} take={take} />
          </div>
        );
      })}
      <div>
        <Menu
          label={words.addField}
          placement="bottom start"
          trigger={
            <Button icon={Plus} isDisabled={count >= limits.fields}>
              {words.addField}
            </Button>
          }
          groups={[{ entries: addableTypes.map(({ type, name }) => ({ name: type, label: name })) }]}
          onChoose={add}
        />
      </div>
    </section>
  );
}
