/** The rules of a recipe as controls: one set for characters, one for words. */
import { useState } from 'react';
import type { CharacterRecipe, WordRecipe } from '../../../shared/password.ts';
import { SelectField } from '../../parts/select-field.tsx';
import { SliderField } from '../../parts/slider-field.tsx';
import { SwitchField } from '../../parts/switch-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { generatorWords as words } from '../../text/generator.ts';
import { ClassToggles } from './class-toggles.tsx';

type ControlsProps<Recipe> = { readonly recipe: Recipe; readonly onChange: (recipe: Recipe) => void };

/** Letters and digits have buttons of their own; a blank at the end of a password gets lost. Said, where they were typed here. */
function SymbolSet({ recipe, onChange }: ControlsProps<CharacterRecipe>) {
  const [leftOut, setLeftOut] = useState(false);
  const take = (text: string): void => {
    const symbols = text.replaceAll(/[\p{L}\p{N}\s]/gu, '');
    setLeftOut(symbols !== text);
    onChange({ ...recipe, symbolSet: [...new Set(symbols)].join('') });
  };
  return (
    <TextField
      label={words.symbolSet}
      placeholder={words.symbolSetExample}
      description={leftOut ? words.symbolSetLeftOut : undefined}
      value={recipe.symbolSet}
      maxLength={40}
      mono
      autoComplete="off"
      spellCheck="false"
      onChange={take}
    />
  );
}

export function CharacterControls({ recipe, onChange }: ControlsProps<CharacterRecipe>) {
  return (
    <div className="generator__controls">
      <SliderField label={words.length} value={recipe.length} min={8} max={64} onChange={(length) => onChange({ ...recipe, length })} />
      <ClassToggles recipe={recipe} onChange={onChange} />
      <SwitchField
        label={words.avoid}
        description={words.avoidHelp}
        isSelected={recipe.avoidAmbiguous}
        onChange={(avoidAmbiguous) => onChange({ ...recipe, avoidAmbiguous })}
      />
      {recipe.symbols ? <SymbolSet recipe={recipe} onChange={onChange} /> : null}
    </div>
  );
}

export function WordControls({ recipe, onChange }: ControlsProps<WordRecipe>) {
  const known = Object.entries(words.separators).map(([value, label]) => ({ value, label }));
  const options = known.some(({ value }) => value === recipe.separator) ? known : [...known, { value: recipe.separator, label: words.separatorOther(recipe.separator) }];
  return (
    <div className="generator__controls">
      <SliderField label={words.wordCount} value={recipe.words} min={3} max={12} onChange={(count) => onChange({ ...recipe, words: count })} />
      <SelectField label={words.separator} options={options} value={recipe.separator} onChange={(separator) => onChange({ ...recipe, separator })} />
      <SwitchField label={words.capitalise} isSelected={recipe.capitalise} onChange={(capitalise) => onChange({ ...recipe, capitalise })} />
      <SwitchField label={words.withDigit} isSelected={recipe.withDigit} onChange={(withDigit) => onChange({ ...recipe, withDigit })} />
    </div>
  );
}
