/** One choice out of few, each with a sentence of its own. */
import type { LucideIcon } from 'lucide-react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import './field.css';
import './radio-cards.css';

export type RadioCard<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly description?: string;
  readonly icon?: LucideIcon;
  readonly isDisabled?: boolean;
};

export type RadioCardsProps<Value extends string> = {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly options: readonly RadioCard<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  /** Cards beside each other, where there is room. */
  readonly inRow?: boolean;
};

export function RadioCards<Value extends string>({ label, labelHidden = false, options, value, onChange, inRow = false }: RadioCardsProps<Value>) {
  return (
    <RadioGroup
      className="field"
      value={value}
      orientation={inRow ? 'horizontal' : 'vertical'}
      onChange={(key) => {
        const option = options.find((candidate) => candidate.value === key);
        if (option) {
          onChange(option.value);
        }
      }}
    >
      <Label className={labelHidden ? 'hidden-visually' : 'field__label'}>{label}</Label>
      <div className={`radio-cards ${inRow ? 'radio-cards--row' : ''}`}>
        {options.map(({ icon: Icon, ...option }) => (
          <Radio key={option.value} value={option.value} isDisabled={option.isDisabled ?? false} className="radio-card">
            <span className="radio-card__mark" aria-hidden="true" />
            <span className="radio-card__words">
              <span className="radio-card__label">{option.label}</span>
              {option.description === undefined ? null : <span className="radio-card__description">{option.description}</span>}
            </span>
            {Icon ? <Icon size={16} strokeWidth={1.7} aria-hidden /> : null}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
