/** A day, typed part by part in the order it is written everywhere in Latchkey. Takes and gives `YYYY-MM-DD`. */
import { parseDate, type CalendarDate } from '@internationalized/date';
import { useContext, useEffect, useMemo, useRef } from 'react';
import { DateField as AriaDateField, DateFieldStateContext, DateInput, DateSegment, I18nProvider, Label } from 'react-aria-components';
import { FieldNotes } from './field-frame.tsx';
import './date-field.css';
import './field.css';

/** What is given while some of the parts are there and others are not: no day, and not nothing either. */
export const partOfDay = 'incomplete';

/** True for what this field can hold: nothing, part of a day, or a day. */
export function isDateText(text: string): boolean {
  return text === '' || text === partOfDay || readDay(text) !== null;
}

function readDay(text: string): CalendarDate | null {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseDate(text) : null;
  } catch {
    return null;
  }
}

export type DateFieldProps = {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly error?: string | null | undefined;
  readonly value: string;
  readonly onChange: (day: string) => void;
};

/** React Aria says nothing of a day that is not whole yet; a form that saved the day before it would lose what was typed. */
function PartWatch({ value, onChange }: Pick<DateFieldProps, 'value' | 'onChange'>) {
  const state = useContext(DateFieldStateContext);
  const parts = state?.segments.filter(({ isEditable }) => isEditable) ?? [];
  const missing = parts.filter(({ isPlaceholder }) => isPlaceholder).length;
  const isPart = missing > 0 && missing < parts.length;
  const whole = state?.value ? state.value.toString() : '';
  useEffect(() => {
    if (isPart && value !== partOfDay) {
      onChange(partOfDay);
    } else if (!isPart && value === partOfDay) {
      onChange(missing === 0 ? whole : '');
    }
    // Only when the parts change: the form's own changes are not answered.
  }, [isPart, missing]);
  return null;
}

export function DateField({ label, labelHidden = false, error, value, onChange }: DateFieldProps) {
  const read = useMemo(() => readDay(value), [value]);
  // While a part is missing the field keeps the day before, or React Aria would empty the other parts too.
  const kept = useRef(read);
  if (value !== partOfDay) {
    kept.current = read;
  }
  return (
    <I18nProvider locale="en-GB">
      <AriaDateField<CalendarDate>
        className="field"
        value={kept.current}
        isInvalid={Boolean(error)}
        shouldForceLeadingZeros
        onChange={(day) => onChange(day === null ? '' : day.toString())}
      >
        <Label className={labelHidden ? 'hidden-visually' : 'field__label'}>{label}</Label>
        <div className="field__box">
          <DateInput className="date-field__parts">{(part) => <DateSegment segment={part} className="date-field__part" />}</DateInput>
        </div>
        <FieldNotes error={error} />
        <PartWatch value={value} onChange={onChange} />
      </AriaDateField>
    </I18nProvider>
  );
}
