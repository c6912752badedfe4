/** Done with the kit only when it is on paper: two of its words typed back, or a plain word that it is. */
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { CheckboxField } from '../../parts/checkbox-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { kitWords } from '../../text/first-run.ts';
import { checkWord, chooseCheckPlaces } from './kit-check.ts';

function randomBelow(bound: number): number {
  // Which two words are asked for protects nothing, so the bias of a remainder does not matter.
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % bound;
}

export function KitConfirm({ words, onDone }: { readonly words: readonly string[]; readonly onDone: () => void }) {
  const [places] = useState(() => chooseCheckPlaces(words.length, randomBelow));
  const [typed, setTyped] = useState<readonly [string, string]>(['', '']);
  const [onPaper, setOnPaper] = useState(false);
  const checked = places.map((place, at) => checkWord(typed[at === 0 ? 0 : 1], words[place] ?? ''));
  const ready = onPaper || checked.every((check) => check === 'right');
  return (
    <form
      className="kit-confirm"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) {
          onDone();
        }
      }}
    >
      <h2>{kitWords.checkTitle}</h2>
      <div className="kit-confirm__words">
        {places.map((place, at) => (
          <TextField
            key={place}
            label={kitWords.check(place + 1)}
            mono
            autoComplete="off"
            spellCheck="false"
            value={typed[at === 0 ? 0 : 1]}
            onChange={(text) => setTyped(at === 0 ? [text, typed[1]] : [typed[0], text])}
            error={checked[at] === 'wrong' ? kitWords.checkWrong : null}
          />
        ))}
      </div>
      <div className="kit-confirm__foot">
        <CheckboxField label={kitWords.onPaper} isSelected={onPaper} onChange={setOnPaper} />
        <Button variant="solid" size="l" type="submit" isDisabled={!ready}>
          {kitWords.done}
        </Button>
      </div>
    </form>
  );
}
