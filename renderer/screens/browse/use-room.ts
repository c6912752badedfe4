/** How much room the window has: `wide` shows all three panes, `folded` hides the sidebar, `narrow` shows one pane at a time. */
import { useSyncExternalStore } from 'react';

export type Room = 'wide' | 'folded' | 'narrow';

const folded = window.matchMedia('(max-width: 900px)');
const narrow = window.matchMedia('(max-width: 680px)');
const queries = [folded, narrow];

function subscribe(changed: () => void): () => void {
  queries.forEach((query) => query.addEventListener('change', changed));
  return () => queries.forEach((query) => query.removeEventListener('change', changed));
}

function roomNow(): Room {
  return narrow.matches ? 'narrow' : folded.matches ? 'folded' : 'wide';
}

export function useRoom(): Room {
  return useSyncExternalStore(subscribe, roomNow);
}
