import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { quitInOrder } from '../../../electron/desktop/orderly-quit.ts';

function appThat(putAway: () => Promise<unknown>) {
  const did: string[] = [];
  const app = Object.assign(new EventEmitter(), { quit: () => void (did.push('quit'), ask()) });
  const ask = (): void => void app.emit('before-quit', { preventDefault: () => void did.push('held back') });
  quitInOrder(app, () => (did.push('put away'), putAway()));
  return { did, ask };
}

it('quitting waits until the vault and the clipboard are put away, once', async () => {
  let done: () => void = () => undefined;
  const { did, ask } = appThat(() => new Promise<void>((resolve) => (done = resolve)));
  ask();
  await new Promise(setImmediate);
  expect(did).toEqual(['held back', 'put away']);
  done();
  await new Promise(setImmediate);
  expect(did).toEqual(['held back', 'put away', 'quit']);
});

it('quitting goes on where they could not be put away', async () => {
  const { did, ask } = appThat(() => Promise.reject(new Error('the disk is gone')));
  ask();
  await new Promise(setImmediate);
  expect(did.at(-1)).toBe('quit');
});
