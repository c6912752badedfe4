/**
 * The one rule for a focus that would be lost: where the thing that had it is removed, disabled or hidden, the focus goes to what stands
 * nearest; after a dialog or menu, to what had it before (the opener); or else to the home of what is on the screen. Started once by
 * `main.tsx`. Does nothing while the focus is anywhere, nor where a click beside everything took it away. Screens mark homes with
 * `data-focus-home="1"` (lower is first); one that is still loading says `aria-busy`, and is waited for.
 */
const longestTrail = 12;
const dialogs = '[role="dialog"], [role="alertdialog"]';
const reachable = 'button, input, textarea, select, a[href], [tabindex]';

function isUsable(element: HTMLElement): boolean {
  return (
    element.isConnected &&
    (element.tabIndex >= 0 || element.hasAttribute('tabindex')) &&
    !element.matches(':disabled') &&
    element.closest('[inert], [aria-hidden="true"]') === null &&
    element.checkVisibility({ visibilityProperty: true })
  );
}

function isReachable(element: HTMLElement): boolean {
  return element.tabIndex >= 0 && isUsable(element);
}

function firstIn(place: HTMLElement): HTMLElement | undefined {
  return [place, ...place.querySelectorAll<HTMLElement>(reachable)].find(isReachable);
}

/** Where the focus rests in a place by itself; `wait` while that is not there yet. */
function homeIn(place: HTMLElement): HTMLElement | 'wait' | undefined {
  const homes = [...place.querySelectorAll<HTMLElement>('[data-focus-home]')];
  for (const home of homes.toSorted((one, other) => Number(one.dataset['focusHome']) - Number(other.dataset['focusHome']))) {
    const first = home.ariaBusy === 'true' ? 'wait' : firstIn(home);
    if (first !== undefined) {
      return first;
    }
  }
  return undefined;
}

/** Gives the focus to the home of a place, for a screen that comes up over another one. */
export function focusHome(place: HTMLElement): void {
  const home = homeIn(place);
  if (home instanceof HTMLElement) {
    home.focus({ preventScroll: true });
  }
}

/** @returns a function that stops keeping it. */
export function keepFocus(root: HTMLElement): () => void {
  let last: HTMLElement | null = null;
  let around: readonly HTMLElement[] = [];
  let wasOver = false;
  let trail: readonly HTMLElement[] = [];

  const onFocusIn = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement) {
      last = target;
      around = [];
      wasOver = !root.contains(target);
      for (let parent = target.parentElement; parent !== null && parent !== root && parent !== document.body; parent = parent.parentElement) {
        around = [...around, parent];
      }
      // SECURITY: only what is still on the screen is remembered: a box that is gone may have held a passphrase.
      trail = [...trail.filter((element) => element.isConnected && element !== target), target].slice(-longestTrail);
    }
  };

  const placeToGo = (): HTMLElement | 'wait' | undefined => {
    const layer = [...document.querySelectorAll<HTMLElement>(dialogs)].at(-1) ?? root;
    for (const place of around.filter((element) => element.isConnected && layer.contains(element))) {
      const found = homeIn(place) ?? trail.findLast((element) => place.contains(element) && isReachable(element)) ?? firstIn(place);
      if (found !== undefined) {
        return found;
      }
    }
    const before = trail.findLast((element) => layer.contains(element) && isReachable(element));
    const home = homeIn(layer);
    return (wasOver ? (before ?? home) : (home ?? before)) ?? firstIn(layer) ?? (layer === root ? undefined : layer);
  };

  let isAsked = false;
  const check = (): void => {
    isAsked = false;
    if (document.activeElement === document.body && (last === null || !isUsable(last))) {
      const found = placeToGo();
      if (found instanceof HTMLElement) {
        found.focus({ preventScroll: true });
      }
    }
  };
  const ask = (): void => {
    if (!isAsked) {
      isAsked = true;
      // Two frames: dialogs that close give the focus back themselves in the first, and what is drawn may take it.
      requestAnimationFrame(() => requestAnimationFrame(check));
    }
  };

  const observer = new MutationObserver(ask);
  observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled', 'inert', 'hidden', 'tabindex', 'aria-busy'] });
  document.addEventListener('focusin', onFocusIn);
  document.addEventListener('focusout', ask);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', onFocusIn);
    document.removeEventListener('focusout', ask);
  };
}
