/** The one-time code of a field as it is now, asked for again the moment it ends. Held by the component alone, dropped with it. */
import { useEffect, useState } from 'react';
import type { Gives } from '../../../shared/contract.ts';
import { ask } from '../../client/client.ts';
import { useNow } from '../../state/use-now.ts';

export type TotpNow = { readonly code: string; readonly secondsLeft: number; readonly share: number };

export function useTotp(itemId: string, fieldId: string | null): { readonly now: TotpNow | null; readonly failure: unknown } {
  const [given, setGiven] = useState<(Gives<'totp.current'> & { readonly fieldId: string }) | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    setGiven(null);
    setFailure(null);
    if (fieldId === null) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const next = (): void => {
      ask('totp.current', { itemId, fieldId }).then(
        (current) => {
          if (!isOver) {
            setGiven({ ...current, fieldId });
            timer = setTimeout(next, Math.max(200, current.endsAt - Date.now() + 20));
          }
        },
        (error: unknown) => {
          if (!isOver) {
            setFailure(error);
          }
        },
      );
    };
    next();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [itemId, fieldId]);

  const now = useNow(1_000, given !== null);
  if (given === null || given.fieldId !== fieldId) {
    return { now: null, failure };
  }
  const secondsLeft = Math.max(0, Math.min(given.periodSeconds, Math.ceil((given.endsAt - now) / 1_000)));
  return { now: { code: given.code, secondsLeft, share: secondsLeft / given.periodSeconds }, failure };
}

/** `418207` as `418 207`: two halves are easier to carry over. */
export function spacedCode(code: string): string {
  const half = Math.ceil(code.length / 2);
  return code.length < 6 ? code : `${code.slice(0, half)} ${code.slice(half)}`;
}
