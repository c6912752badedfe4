/** One field of an item, by what it is: a code, a concealed value, or a plain one. */
import { Eye, EyeOff } from 'lucide-react';
import type { FieldView } from '../../../shared/views.ts';
import { IconButton } from '../../parts/icon-button.tsx';
import { SecretDots, SecretText } from '../../parts/secret-text.tsx';
import { StrengthBars } from '../../parts/strength-bars.tsx';
import { useShortcut } from '../../state/shortcuts.ts';
import { detailWords as words } from '../../text/browse.ts';
import { fieldDateWords } from '../../text/dates.ts';
import { CodeLine } from './code-line.tsx';
import { copyField, placeOf } from './copied.ts';
import { LongText } from './long-text.tsx';
import { useRevealed } from './use-revealed.ts';
import { ValueRow } from './value-row.tsx';

export type FieldLineProps = {
  readonly itemId: string;
  readonly versionId: string;
  /** An old version: nothing runs along, nothing has a shortcut. */
  readonly isOld: boolean;
  readonly field: FieldView;
  readonly label: string;
  readonly isPrimary: boolean;
  readonly isUsername: boolean;
};

function ConcealedLine({ itemId, versionId, isOld, field, label, isPrimary }: FieldLineProps) {
  const { value, failure, reveal, hide } = useRevealed(itemId, versionId, field.id);
  const toggle = value === null ? reveal : hide;
  useShortcut('r', toggle, { when: isPrimary && !isOld });
  return (
    <ValueRow
      label={label}
      place={placeOf(itemId, field.id)}
      copy={() => copyField(itemId, isOld ? versionId : null, field.id)}
      keepsValue={value !== null}
      failure={failure}
      shortcut={isPrimary && !isOld ? 'Mod+C' : undefined}
      below={field.strength ? <div className="value-row__strength">{<StrengthBars score={field.strength.score} />}</div> : null}
      actions={
        <IconButton
          icon={value === null ? Eye : EyeOff}
          label={value === null ? words.reveal(label) : words.hide(label)}
          size="s"
          onPress={toggle}
          {...(isPrimary && !isOld ? { shortcut: 'R' } : {})}
        />
      }
    >
      {value === null ? (
        <>
          <SecretDots />
          <span className="hidden-visually">{words.hidden}</span>
        </>
      ) : (
        <SecretText value={value} />
      )}
    </ValueRow>
  );
}

function PlainLine({ itemId, versionId, isOld, field, label, isPrimary, isUsername }: FieldLineProps) {
  const value = field.value ?? '';
  const shown = field.type === 'date' || field.type === 'month' ? fieldDateWords(value) : value;
  return (
    <ValueRow
      label={label}
      place={placeOf(itemId, field.id)}
      copy={() => copyField(itemId, isOld ? versionId : null, field.id)}
      shortcut={isOld ? undefined : isPrimary ? 'Mod+C' : isUsername ? 'Mod+B' : undefined}
      className={isPrimary ? '' : 'value-row--quiet-keys'}
    >
      <LongText text={shown} isMono={field.type === 'multiline'} />
    </ValueRow>
  );
}

export function FieldLine(props: FieldLineProps) {
  const { field, isOld } = props;
  if (field.type === 'totp' && !isOld) {
    return <CodeLine itemId={props.itemId} field={field} label={props.label} />;
  }
  return field.concealed ? <ConcealedLine {...props} /> : <PlainLine {...props} />;
}
