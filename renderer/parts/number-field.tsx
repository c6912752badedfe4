/** A whole number with steppers. Where seeing the range helps: `SliderField`. */
import { Minus, Plus } from 'lucide-react';
import { Button, Group, Input, Label, NumberField as AriaNumberField } from 'react-aria-components';
import { partWords } from '../text/parts.ts';
import { FieldNotes } from './field-frame.tsx';
import './field.css';
import './number-field.css';

export type NumberFieldProps = {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly description?: string | undefined;
  readonly error?: string | null | undefined;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly isDisabled?: boolean;
};

export function NumberField({ label, labelHidden = false, description, error, value, onChange, min, max, step = 1, isDisabled = false }: NumberFieldProps) {
  return (
    <AriaNumberField
      className="field"
      value={value}
      onChange={(next) => onChange(Number.isNaN(next) ? min : next)}
      minValue={min}
      maxValue={max}
      step={step}
      isDisabled={isDisabled}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <Label className={labelHidden ? 'hidden-visually' : 'field__label'}>{label}</Label>
      <Group className="field__box number-field">
        <Button slot="decrement" className="number-field__step" aria-label={partWords.decrease}>
          <Minus size={14} strokeWidth={1.7} aria-hidden />
        </Button>
        <Input className="field__input number-field__input" />
        <Button slot="increment" className="number-field__step" aria-label={partWords.increase}>
          <Plus size={14} strokeWidth={1.7} aria-hidden />
        </Button>
      </Group>
      <FieldNotes description={description} error={error} />
    </AriaNumberField>
  );
}
