/** A function that stays the same while what it does follows the newest rendering, so that a part that is given it need not be drawn anew. */
import { useCallback, useLayoutEffect, useRef } from 'react';

export function useStable<Args extends readonly unknown[], Result>(act: (...args: Args) => Result): (...args: Args) => Result {
  const newest = useRef(act);
  useLayoutEffect(() => {
    newest.current = act;
  });
  return useCallback((...args: Args) => newest.current(...args), []);
}
