/**
 * React Aria empties its announcements for screen readers by `innerHTML = ''`, which trusted types refuse, as they should: the date
 * field would take the whole screen down. Its two boxes get an `innerHTML` of their own that can empty them and nothing else.
 * SECURITY: no policy is made and none is allowed; text never becomes HTML here. Imported by `main.tsx` before anything is drawn.
 */
function emptyOnly(box: Element): void {
  Object.defineProperty(box, 'innerHTML', {
    set: (text: unknown) => {
      if (text !== '') {
        throw new TypeError('announcements are text');
      }
      box.replaceChildren();
    },
  });
}

new MutationObserver((changes) => {
  for (const added of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
    if (added instanceof HTMLElement && added.dataset['liveAnnouncer'] === 'true') {
      added.querySelectorAll('[role="log"]').forEach(emptyOnly);
    }
  }
}).observe(document.body, { childList: true });
