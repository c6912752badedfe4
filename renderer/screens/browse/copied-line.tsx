/** Stands where the value stood: it was copied, and is cleared in so many seconds. */
import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useNow } from '../../state/use-now.ts';
import { useSmallStore } from '../../state/small-store.ts';
import { detailWords as words } from '../../text/browse.ts';
import { copied, saidForMs, type Copied } from './copied.ts';

/** What was copied from `place`, while there is something to say about it. */
export function useCopiedFrom(place: string): Copied | null {
  const last = useSmallStore(copied);
  const mine = last?.place === place ? last : null;
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    setOver(false);
    if (mine === null) {
      return undefined;
    }
    const until = mine.clearsAt ?? mine.at + saidForMs;
    const timer = setTimeout(() => setOver(true), Math.max(0, until - Date.now()));
    return () => clearTimeout(timer);
  }, [mine]);
  return isOver ? null : mine;
}

export function CopiedLine({ of }: { readonly of: Copied }) {
  const now = useNow(1_000);
  return (
    <span className="copied-line">
      <Check size={16} strokeWidth={2} aria-hidden />
      {of.clearsAt === null ? words.copied : words.copiedClears(Math.max(0, Math.ceil((of.clearsAt - now) / 1_000)))}
    </span>
  );
}
