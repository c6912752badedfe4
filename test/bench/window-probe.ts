/**
 * What watches the page while the window is measured: long tasks, frames, and when the rows that were asked for were painted. Runs inside the page;
 * given to it as text, so that nothing of the runner's is wrapped around it. No part of the application.
 */

export type WindowProbe = {
  /** Milliseconds of each task over 50 ms since this was last asked. */
  takeLongTasks(): number[];
  /** From the next letter, or Enter, to the paint in which the list shows the rows that were asked for. */
  timeNextKey(): void;
  takeKeyTimes(): number[];
  /** From one frame to the next, until asked for. */
  watchFrames(): void;
  takeFrames(): number[];
};

export const installWindowProbe = `(() => {
  const longTasks = [];
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => longTasks.push(entry.duration))).observe({ type: 'longtask' });
  const keyTimes = [];
  let armed = false;
  let frames = [];
  let watching = false;
  const isSettled = () => {
    const list = document.querySelector('.list-scroll');
    if (list === null || list.getAttribute('aria-busy') === 'true' || list.classList.contains('list-scroll--old')) {
      return false;
    }
    return list.querySelector('[role=option]') !== null || list.querySelector('.list-empty')?.childElementCount > 0;
  };
  // What was changed before a frame is painted with it; a message posted within the frame comes after the paint.
  const whenPainted = (from) => requestAnimationFrame(() => {
    if (!isSettled()) {
      whenPainted(from);
      return;
    }
    const after = new MessageChannel();
    after.port1.onmessage = () => keyTimes.push(performance.now() - from);
    after.port2.postMessage(null);
  });
  let pressedAt = 0;
  addEventListener('keydown', (event) => { pressedAt = event.timeStamp; }, { capture: true });
  const begin = () => {
    if (armed) {
      armed = false;
      // The page answers a key within this same task, so a frame from here on shows either old rows, marked so, or the ones asked for.
      whenPainted(pressedAt);
    }
  };
  addEventListener('input', begin, { capture: true });
  addEventListener('keydown', (event) => { if (event.key === 'Enter') { begin(); } }, { capture: true });
  const frame = (last) => requestAnimationFrame((now) => {
    if (watching) {
      frames.push(now - last);
      frame(now);
    }
  });
  window.latchkeyBench = {
    takeLongTasks: () => longTasks.splice(0),
    timeNextKey: () => { armed = true; },
    takeKeyTimes: () => keyTimes.splice(0),
    watchFrames: () => { frames = []; watching = true; frame(performance.now()); },
    takeFrames: () => { watching = false; return frames; },
  };
})()`;
