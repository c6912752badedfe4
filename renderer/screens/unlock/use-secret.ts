/** What somebody presents in a dialog to open a vault, by one of the ways its slots allow. Shown by `secret-fields.tsx`; kept nowhere else. */
import { useState } from 'react';
import type { SlotKind } from '../../../shared/views.ts';
import { emptyWords } from './recovery-words.ts';
import { takesKey, takesPassphrase, waysOf, type Way } from './ways.ts';

export type PresentedSecret = { readonly passphrase: string | null; readonly useKey: boolean; readonly recoveryWords: string | null };

export type SecretEntry = {
  readonly way: Way;
  readonly otherWays: readonly Way[];
  readonly passphrase: string;
  readonly words: readonly string[];
  choose(way: Way): void;
  type(passphrase: string): void;
  setWords(words: readonly string[]): void;
  /** Null as long as something is missing. */
  presented(): PresentedSecret | null;
};

export function useSecret(slotKinds: readonly SlotKind[]): SecretEntry {
  const ways = waysOf(slotKinds);
  const [chosen, choose] = useState<Way | null>(null);
  const [passphrase, type] = useState('');
  const [words, setWords] = useState(emptyWords);
  const way = chosen ?? ways[0] ?? 'passphrase';
  return {
    way,
    otherWays: ways.filter((other) => other !== way),
    passphrase,
    words,
    choose,
    type,
    setWords,
    presented() {
      if ((takesPassphrase(way) && passphrase === '') || (way === 'recovery' && words.includes(''))) {
        return null;
      }
      return {
        passphrase: takesPassphrase(way) ? passphrase : null,
        useKey: takesKey(way),
        recoveryWords: way === 'recovery' ? words.join(' ') : null,
      };
    },
  };
}
