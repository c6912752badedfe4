/** How strong a password being typed is, as the main process judges it: asked when the typing pauses, never cached. */
import { useEffect, useState } from 'react';
import type { Strength } from '../../shared/views.ts';
import { ask } from '../client/client.ts';

const pauseMs = 180;

/**
 * @param userInputs words that make it weaker, such as the title or the username.
 * @returns null for an empty one, and until there is a first answer.
 */
export function useStrength(password: string, userInputs: readonly string[]): Strength | null {
  const [strength, setStrength] = useState<Strength | null>(null);
  const words = userInputs.join('\n');
  useEffect(() => {
    if (password === '') {
      setStrength(null);
      return undefined;
    }
    let isStale = false;
    const timer = setTimeout(() => {
      const inputs = words.split('\n').filter((word) => word !== '').map((word) => word.slice(0, 100)).slice(0, 10);
      ask('password.judge', { password: password.slice(0, 1_024), userInputs: inputs }).then(
        (answer) => {
          if (!isStale) {
            setStrength(answer);
          }
        },
        // Without a judgement the bars stay away; saving does not depend on it.
        () => undefined,
      );
    }, pauseMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [password, words]);
  return strength;
}
