/** How much room the window has: `wide` shows all three panes, `folded` hides the sidebar, `narrow` shows one pane at a time. */
import { useSyncExternalStore } from 'react';

export type Room = 'wide' | 'folded' | 'narrow';

const folded = '(max-width: 900px)';
const narrow = '(max-width: 680px)';

function subscribe(changed: () => void): () => void {
  const queries = [folded, narrow].map((text) => window.matchMedia(text));
  queries.forEach((query) => query.addEventListener('change', changed));
  return () => queries.forEach((query) => query.removeEventListener('change', changed));
}

function roomNow(): Room {
  return window.matchMedia(narrow).matches ? 'narrow' : window.matchMedia(folded).matches ? 'folded' : 'wide';
}

export function useRoom(): Room {
  return useSyncExternalStore(subscribe, roomNow);
}
