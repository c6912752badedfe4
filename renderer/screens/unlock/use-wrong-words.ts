/** Which of the typed words stand in no recovery kit: asked when the typing pauses, the word being typed left out. Kept nowhere. */
import { useEffect, useState } from 'react';
import type { Gives } from '../../../shared/contract.ts';
import { ask } from '../../client/client.ts';

export type WrongWords = Gives<'unlock.judgeWords'>['wrong'];

const pauseMs = 180;
const none: WrongWords = [];

/** @param typingAt the box with the focus, whose word may not be finished; null when none has it. */
export function useWrongWords(words: readonly string[], typingAt: number | null): WrongWords {
  const [wrong, setWrong] = useState<WrongWords>(none);
  const judged = words.map((word, place) => (place === typingAt ? '' : word.slice(0, 60))).join(' ');
  useEffect(() => {
    if (judged.trim() === '') {
      setWrong(none);
      return undefined;
    }
    let isStale = false;
    const timer = setTimeout(() => {
      ask('unlock.judgeWords', { words: judged.split(' ') }).then(
        (answer) => (isStale ? undefined : setWrong(answer.wrong)),
        // Without a judgement nothing is marked; opening does not depend on it.
        () => undefined,
      );
    }, pauseMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [judged]);
  // A word that was mended since is not wrong until it is judged again.
  return wrong.filter(({ place }) => place !== typingAt && words[place] !== '');
}
