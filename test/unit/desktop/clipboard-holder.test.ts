import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeClipboardHolder, type SystemClipboard } from '../../../electron/desktop/clipboard-holder.ts';

const itemId = '01890000-0000-7000-8000-000000000001';
const from = { itemId, fieldId: itemId };

/** A clipboard as slow as a real one: every answer takes 20 ms. */
function slowBoard() {
  const board = { text: '', marks: [] as string[], refuses: false };
  const slowly = async <T>(act: () => T): Promise<T> => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return act();
  };
  const system: SystemClipboard = {
    readText: () => slowly(() => board.text),
    clear: () => {
      board.text = '';
    },
    put: (text, marks) =>
      slowly(() => {
        if (board.refuses) {
          throw new Error('refused');
        }
        board.text = text;
        board.marks = marks.map(({ format }) => format);
      }),
  };
  return { board, system };
}

function holderOn(system: SystemClipboard, clearAfterSeconds = 30) {
  const told: boolean[] = [];
  const holder = makeClipboardHolder({ board: system, now: Date.now, clearAfterSeconds: () => clearAfterSeconds, changed: ({ empty }) => void told.push(empty) });
  return { holder, told };
}

async function settled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(200);
  return promise;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the clipboard', () => {
  it('is cleared after its time, and not when it holds something else by then', async () => {
    const { board, system } = slowBoard();
    const { holder, told } = holderOn(system);
    await settled(holder.copy('secret', from, true));
    await vi.advanceTimersByTimeAsync(30_100);
    expect([board.text, told]).toEqual(['', [false, true]]);
    await settled(holder.copy('secret', from, true));
    board.text = 'mine';
    await vi.advanceTimersByTimeAsync(30_100);
    expect(board.text).toBe('mine');
  });

  it('has been cleared when a clear is done, though another one was asked for just before', async () => {
    const { board, system } = slowBoard();
    const { holder } = holderOn(system, 0);
    await settled(holder.copy('secret', from, true));
    void holder.clearOwn();
    await settled(holder.clearOwn());
    expect(board.text).toBe('');
  });

  it('is cleared by a lock that comes while the copy is still being written', async () => {
    const { board, system } = slowBoard();
    const { holder } = holderOn(system, 0);
    void holder.copy('secret', from, true);
    await settled(holder.clearOwn());
    expect(board.text).toBe('');
  });

  it('still loses the earlier secret when a later copy fails', async () => {
    const { board, system } = slowBoard();
    const { holder } = holderOn(system);
    await settled(holder.copy('first', from, true));
    board.refuses = true;
    await expect(settled(holder.copy('second', from, true))).rejects.toThrow('refused');
    await vi.advanceTimersByTimeAsync(30_100);
    expect(board.text).toBe('');
  });

  it('is marked for secrets alone', async () => {
    const { board, system } = slowBoard();
    const { holder } = holderOn(system);
    await settled(holder.copy('secret', from, true));
    expect(board.marks.length).toBeGreaterThan(0);
    await settled(holder.copy('name', from, false));
    expect(board.marks).toEqual([]);
  });
});
