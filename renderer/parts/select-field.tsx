/** One choice out of a short list, folded away. For choices that deserve an explanation each: `RadioCards`. */
import { Check, ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { FieldNotes } from './field-frame.tsx';
import './field.css';
import './floating.css';
import './select-field.css';

export type SelectOption<Value extends string> = { readonly value: Value; readonly label: string };

export type SelectFieldProps<Value extends string> = {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly description?: string | undefined;
  readonly error?: string | null | undefined;
  readonly options: readonly SelectOption<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean;
  readonly className?: string;
};

export function SelectField<Value extends string>({
  label, labelHidden = false, description, error, options, value, onChange, isDisabled = false, className = '',
}: SelectFieldProps<Value>) {
  return (
    <Select
      value={value}
      onChange={(key) => {
        const option = options.find((candidate) => candidate.value === key);
        if (option) {
          onChange(option.value);
        }
      }}
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={`field ${className}`}
    >
      <Label className={labelHidden ? 'hidden-visually' : 'field__label'}>{label}</Label>
      <Button className="field__box select-field">
        <SelectValue className="select-field__value" />
        <ChevronDown size={16} strokeWidth={1.7} aria-hidden />
      </Button>
      <FieldNotes description={description} error={error} />
      <Popover className="floating" offset={4}>
        <ListBox className="choices">
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className="choice">
              <span className="choice__words">{option.label}</span>
              <Check className="choice__check" size={16} strokeWidth={1.7} aria-hidden />
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
