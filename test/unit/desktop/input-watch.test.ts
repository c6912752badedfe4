import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { watchInput } from '../../../electron/desktop/input-watch.ts';

it('somebody at the window is told of at once, and again after five seconds, however much they move the mouse', () => {
  const contents = new EventEmitter();
  let now = 0;
  const told: number[] = [];
  watchInput(contents, () => now, () => void told.push(now));
  for (now = 100; now <= 11_000; now += 10) {
    contents.emit('input-event');
  }
  expect(told).toEqual([100, 5_100, 10_100]);
});
