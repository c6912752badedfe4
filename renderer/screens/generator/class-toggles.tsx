/** Which classes of characters a password is made of: four buttons that stay down, one of them always. */
import { useId } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { CharacterRecipe } from '../../../shared/password.ts';
import { generatorWords as words } from '../../text/generator.ts';

const classes = [
  { name: 'lower', label: words.lowerLabel, face: words.lower },
  { name: 'upper', label: words.upperLabel, face: words.upper },
  { name: 'digits', label: words.digitsLabel, face: words.digits },
  { name: 'symbols', label: words.symbolsLabel, face: words.symbols },
] as const;

type ClassTogglesProps = { readonly recipe: CharacterRecipe; readonly onChange: (recipe: CharacterRecipe) => void };

export function ClassToggles({ recipe, onChange }: ClassTogglesProps) {
  const labelId = useId();
  const chosen = classes.filter(({ name }) => recipe[name]).map(({ name }) => name);
  return (
    <div className="field">
      <span className="field__label" id={labelId}>
        {words.classes}
      </span>
      <ToggleButtonGroup
        className="generator__classes"
        aria-labelledby={labelId}
        selectionMode="multiple"
        disallowEmptySelection
        selectedKeys={chosen}
        onSelectionChange={(keys) =>
          onChange({ ...recipe, lower: keys.has('lower'), upper: keys.has('upper'), digits: keys.has('digits'), symbols: keys.has('symbols') })
        }
      >
        {classes.map(({ name, label, face }) => (
          <ToggleButton key={name} id={name} aria-label={label} className="generator__class">
            {face}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
