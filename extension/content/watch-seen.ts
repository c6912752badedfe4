/**
 * Whether the chooser could be seen, whole, for long enough. Chromium tells what is painted over an element, through frames too
 * (Intersection Observer v2): nothing over it, no filter, no transparency. Elsewhere points are felt for. A page may still draw over the
 * browser's window from outside of it; no extension sees that.
 */
import { isCoveredAt } from './field-safety.ts';

export interface SeenWatch {
  longEnough(): boolean;
  /** Something else stands there now: what was seen before does not count for it. */
  changed(): void;
  /** The page may have moved it. */
  moved(): void;
  stop(): void;
}

/** Less than the time in which a person reacts to what appears: a click before was meant for something else. */
export const leastSeenMilliseconds = 250;

interface VisibilityOptions extends IntersectionObserverInit {
  readonly trackVisibility: boolean;
  readonly delay: number;
}

const tells = (entry: IntersectionObserverEntry): entry is IntersectionObserverEntry & { readonly isVisible: boolean } => 'isVisible' in entry;

export const canTellVisibility = (): boolean => 'isVisible' in IntersectionObserverEntry.prototype;

/** Kept as long as the chooser stands: the browser needs a moment to find out, in frames longer than elsewhere. */
export function watchSeen(panel: HTMLElement, host: HTMLElement): SeenWatch {
  const hasBrowsersWord = canTellVisibility();
  let isSeen = !hasBrowsersWord;
  let since = performance.now();
  let place = '';

  function judge(entries: readonly IntersectionObserverEntry[]): void {
    const last = entries.at(-1);
    if (last === undefined) {
      return;
    }
    const wasSeen = isSeen;
    isSeen = tells(last) && last.isVisible && last.intersectionRatio > 0.99;
    since = isSeen && !wasSeen ? performance.now() : since;
  }
  const options: VisibilityOptions = { trackVisibility: true, delay: 100, threshold: [0, 0.5, 1] };
  const observer = hasBrowsersWord ? new IntersectionObserver(judge, options) : null;
  observer?.observe(panel);

  const placeNow = (): string => {
    const { left, top } = panel.getBoundingClientRect();
    return `${left} ${top}`;
  };

  return {
    longEnough() {
      judge(observer?.takeRecords() ?? []);
      return isSeen && placeNow() === place && performance.now() - since >= leastSeenMilliseconds && !isCoveredAt(panel, host);
    },
    changed() {
      place = placeNow();
      since = performance.now();
    },
    moved() {
      if (placeNow() !== place) {
        place = placeNow();
        since = performance.now();
      }
    },
    stop: () => observer?.disconnect(),
  };
}
