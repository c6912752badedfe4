import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeClipboardHolder, type SystemClipboard } from '../../../electron/desktop/clipboard-holder.ts';

const itemId = '01890000-0000-7000-8000-000000000001';
const from = { itemId, fieldId: itemId };

/** A clipboard as slow as a real one: every answer takes 20 ms. */
function slowBoard() {
  const board = { text: '', marks: [] as string[], refuses: false, busyReads: 0 };
  const slowly = async <T>(act: () => T): Promise<T> => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return act();
  };
  const system: SystemClipboard = {
    readText: () =>
      slowly(() => {
        if (board.busyReads > 0) {
          board.busyReads -= 1;
          throw new Error('busy');
        }
        return board.text;
      }),
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
  const told: (boolean | 'failed')[] = [];
  const holder = makeClipboardHolder({ board: system, now: Date.now, clearAfterSeconds: () => clearAfterSeconds, changed: ({ empty }) => void told.push(empty), clearFailed: () => void told.push('failed') });
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

  it('is cleared a little later where another program held it for a moment', async () => {
    const { board, system } = slowBoard();
    const { holder, told } = holderOn(system);
    await settled(holder.copy('secret', from, true));
    board.busyReads = 3;
    await vi.advanceTimersByTimeAsync(32_500);
    expect([board.text, told]).toEqual(['', [false, true]]);
  });

  it('that cannot be cleared is said to hold it still, and the lock tries again', async () => {
    const { board, system } = slowBoard();
    const { holder, told } = holderOn(system);
    await settled(holder.copy('secret', from, true));
    board.busyReads = 5;
    await vi.advanceTimersByTimeAsync(40_000);
    expect([board.text, told]).toEqual(['secret', [false, 'failed']]);
    await settled(holder.clearOwn());
    expect([board.text, told]).toEqual(['', [false, 'failed', true]]);
  });

  it('is marked for secrets alone', async () => {
    const { board, system } = slowBoard();
    const { holder } = holderOn(system);
    await settled(holder.copy('secret', from, true));
    expect(board.marks.length).toBeGreaterThan(0);
    await settled(holder.copy('name', from, false));
    expect(board.marks).toEqual([]);
  });

  it('is marked in the words of each platform, each with something in it', async () => {
    const marksOn = async (platform: NodeJS.Platform): Promise<Record<string, string>> => {
      let marked: Record<string, string> = {};
      const board: SystemClipboard = { readText: async () => '', clear: () => undefined, put: async (_text, marks) => void (marked = Object.fromEntries(marks.map(({ format, value }) => [format, value]))) };
      await makeClipboardHolder({ board, now: Date.now, clearAfterSeconds: () => 0, changed: () => undefined, clearFailed: () => undefined, platform }).copy('secret', from, true);
      return marked;
    };
    expect(await marksOn('linux')).toEqual({ 'x-kde-passwordManagerHint': 'secret' });
    expect(Object.keys(await marksOn('darwin'))).toEqual(['org.nspasteboard.ConcealedType']);
    // Numbers of 32 bits, zero, as Windows asks for them.
    const no = '\0\0\0\0';
    expect(await marksOn('win32')).toEqual({ ExcludeClipboardContentFromMonitorProcessing: no, CanIncludeInClipboardHistory: no, CanUploadToCloudClipboard: no });
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(Object.values(await marksOn(platform)).every((value) => value.length > 0)).toBe(true);
    }
  });

  it('is cleared where the system gives the ends of lines back its own way', async () => {
    const { board, system } = slowBoard();
    const { holder } = holderOn(system, 0);
    await settled(holder.copy('one\ntwo\n', from, true));
    board.text = board.text.replaceAll('\n', '\r\n');
    await settled(holder.clearOwn());
    expect(board.text).toBe('');
  });
});
