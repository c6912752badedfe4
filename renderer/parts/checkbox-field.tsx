/** A box to tick within a form. For what acts at once: `SwitchField`. */
import { Check, Minus } from 'lucide-react';
import { useId } from 'react';
import { Checkbox } from 'react-aria-components';
import './toggles.css';

export type CheckboxFieldProps = {
  readonly label: string;
  readonly description?: string | undefined;
  readonly isSelected: boolean;
  readonly isIndeterminate?: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
};

export function CheckboxField({ label, description, isSelected, isIndeterminate = false, onChange, isDisabled = false }: CheckboxFieldProps) {
  const descriptionId = useId();
  const Mark = isIndeterminate ? Minus : Check;
  return (
    <Checkbox
      className="toggle toggle--checkbox"
      isSelected={isSelected}
      isIndeterminate={isIndeterminate}
      onChange={onChange}
      isDisabled={isDisabled}
      {...(description === undefined ? {} : { 'aria-describedby': descriptionId })}
      aria-label={label}
    >
      <span className="toggle__box" aria-hidden="true">
        <Mark size={12} strokeWidth={3} />
      </span>
      <span className="toggle__words">
        <span>{label}</span>
        {description === undefined ? null : (
          <span id={descriptionId} className="toggle__description">
            {description}
          </span>
        )}
      </span>
    </Checkbox>
  );
}
