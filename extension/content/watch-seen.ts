/**
 * Whether the chooser could be seen, whole, for long enough. Chromium tells what is painted over an element, through frames too
 * (Intersection Observer v2): nothing over it, no filter, no transparency. Elsewhere points are felt for. A page may still draw over the
 * browser's window from outside of it; no extension sees that.
 */
import { isCoveredAt } from './field-safety.ts';

export interface SeenWatch {
  longEnough(): boolean;
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

export function watchSeen(panel: HTMLElement, host: HTMLElement): SeenWatch {
  const hasBrowsersWord = canTellVisibility();
  let since = hasBrowsersWord ? Number.POSITIVE_INFINITY : performance.now();
  let place = '';

  function judge(entries: readonly IntersectionObserverEntry[]): void {
    const last = entries.at(-1);
    if (last === undefined) {
      return;
    }
    const isSeen = tells(last) && last.isVisible && last.intersectionRatio > 0.99;
    since = isSeen ? Math.min(since, performance.now()) : Number.POSITIVE_INFINITY;
  }
  const options: VisibilityOptions = { trackVisibility: true, delay: 100, threshold: [0, 0.5, 1] };
  const observer = hasBrowsersWord ? new IntersectionObserver(judge, options) : null;
  observer?.observe(panel);

  const placeNow = (): string => {
    const { left, top } = panel.getBoundingClientRect();
    return `${left} ${top}`;
  };
  place = placeNow();

  return {
    longEnough() {
      judge(observer?.takeRecords() ?? []);
      return placeNow() === place && performance.now() - since >= leastSeenMilliseconds && !isCoveredAt(panel, host);
    },
    moved() {
      if (placeNow() !== place) {
        place = placeNow();
        since = Math.max(since, performance.now());
      }
    },
    stop: () => observer?.disconnect(),
  };
}
