/** Something that is on or off and acts at once. For consent within a form: `CheckboxField`. */
import { useId } from 'react';
import { Switch } from 'react-aria-components';
import './toggles.css';

export type SwitchFieldProps = {
  readonly label: string;
  readonly description?: string | undefined;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
};

export function SwitchField({ label, description, isSelected, onChange, isDisabled = false }: SwitchFieldProps) {
  const descriptionId = useId();
  return (
    <Switch
      className="toggle toggle--switch"
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled}
      {...(description === undefined ? {} : { 'aria-describedby': descriptionId })}
      aria-label={label}
    >
      <span className="toggle__words">
        <span>{label}</span>
        {description === undefined ? null : (
          <span id={descriptionId} className="toggle__description">
            {description}
          </span>
        )}
      </span>
      <span className="toggle__track" aria-hidden="true">
        <span className="toggle__knob" />
      </span>
    </Switch>
  );
}
