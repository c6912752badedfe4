/** A recipe and the newest password made by it: made anew whenever the recipe changes or another one is asked for. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { defaultCharacterRecipe, defaultWordRecipe, type CharacterRecipe, type PasswordRecipe, type WordRecipe } from '../../../shared/password.ts';
import { ask } from '../../client/client.ts';
import { makeSmallStore, useSmallStore } from '../../state/small-store.ts';

export type Recipes = { readonly using: PasswordRecipe['kind']; readonly characters: CharacterRecipe; readonly words: WordRecipe };

/** The recipes last used, for as long as the page lives: a popover opens as the last one was left. */
const recipesStore = makeSmallStore<Recipes>({ using: 'characters', characters: defaultCharacterRecipe, words: defaultWordRecipe });

export type Generator = {
  readonly recipes: Recipes;
  readonly change: (patch: Partial<Recipes>) => void;
  /** Null until the first one is there. */
  readonly made: { readonly value: string; readonly bits: number } | null;
  readonly failure: unknown;
  /** The recipe leaves nothing to chance: there is one password it can make, and none is shown. */
  readonly isFixed: boolean;
  readonly again: () => void;
};

/** Less than one bit: whoever knows the recipe knows the password. */
export function isGuess(bits: number): boolean {
  return bits < 1;
}

/** With no class of characters chosen there is nothing to draw from: the small letters stay on. */
export function withSomeClass(recipe: CharacterRecipe): CharacterRecipe {
  return recipe.lower || recipe.upper || recipe.digits || recipe.symbols ? recipe : { ...recipe, lower: true };
}

export function useGenerator(): Generator {
  const recipes = useSmallStore(recipesStore);
  const [made, setMade] = useState<Generator['made']>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [isFixed, setFixed] = useState(false);
  const newest = useRef(0);

  const make = useCallback((): void => {
    const { using, characters, words } = recipesStore.get();
    newest.current += 1;
    const turn = newest.current;
    ask('password.generate', { recipe: using === 'characters' ? characters : words }).then(
      (answer) => {
        if (turn === newest.current) {
          setMade(isGuess(answer.bits) ? null : answer);
          setFixed(isGuess(answer.bits));
          setFailure(null);
        }
      },
      (error: unknown) => setFailure(error),
    );
  }, []);

  useEffect(() => {
    make();
    return () => {
      // An answer that comes after the panel is gone is dropped.
      newest.current += 1;
    };
  }, [make, recipes]);

  const change = useCallback((patch: Partial<Recipes>): void => {
    const next = { ...recipesStore.get(), ...patch };
    recipesStore.set({ ...next, characters: withSomeClass(next.characters) });
  }, []);
  return { recipes, change, made, failure, isFixed, again: make };
}
