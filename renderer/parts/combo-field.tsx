/** A box with choices below it that also takes what is not among them. For fixed choices: `SelectField`. */
import { ChevronDown } from 'lucide-react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { FieldNotes } from './field-frame.tsx';
import './field.css';
import './floating.css';

export type ComboFieldProps = {
  readonly label: string;
  readonly description?: string | undefined;
  readonly error?: string | null | undefined;
  readonly placeholder?: string;
  /** What may be chosen; anything else may be typed. */
  readonly options: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
};

export function ComboField({ label, description, error, placeholder = '', options, value, onChange }: ComboFieldProps) {
  return (
    <ComboBox className="field" allowsCustomValue menuTrigger="focus" inputValue={value} onInputChange={onChange} isInvalid={Boolean(error)} validationBehavior="aria">
      <Label className="field__label">{label}</Label>
      <div className="field__box">
        <Input className="field__input" placeholder={placeholder} dir="auto" />
        {options.length > 0 ? (
          <div className="field__trail">
            <Button className="icon-button icon-button--s">
              <ChevronDown size={16} strokeWidth={1.7} aria-hidden />
            </Button>
          </div>
        ) : null}
      </div>
      <FieldNotes description={description} error={error} />
      <Popover className="floating" offset={4}>
        <ListBox className="choices">
          {options.map((option) => (
            <ListBoxItem key={option} id={option} textValue={option} className="choice">
              <span className="choice__words">{option}</span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
