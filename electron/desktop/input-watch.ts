/**
 * Tells that somebody is at a window. SECURITY: by the input that the system gave to the window, which a page can neither make nor
 * hold back; a script in the page could say "still here" for ever. Called by `main-window.ts` for the automatic lock.
 */

const tellEveryMilliseconds = 5_000;

export function watchInput(contents: { on(event: 'input-event', heard: () => void): unknown }, steadyNow: () => number, active: () => void): void {
  let toldAt = -Infinity;
  contents.on('input-event', () => {
    const at = steadyNow();
    // A mouse that moves says it a hundred times a second.
    if (at - toldAt >= tellEveryMilliseconds) {
      toldAt = at;
      active();
    }
  });
}
