/** What happens when a page or the main process breaks down. */
import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchForCrashes } from '../../../electron/desktop/crash-watch.ts';

function watched(putAway: () => Promise<unknown> = () => Promise.resolve()) {
  const app = new EventEmitter();
  const process = new EventEmitter();
  const seen = { open: true, did: [] as string[], logged: [] as string[], said: '' };
  watchForCrashes({
    app,
    process,
    now: Date.now,
    bug: (reference, where) => void seen.logged.push(`${reference} ${where}`),
    isOpen: () => seen.open,
    lock: async () => {
      seen.open = false;
      seen.did.push('lock');
    },
    putAway: () => (seen.did.push('put away'), putAway()),
    say: (_title, text) => {
      seen.did.push('say');
      seen.said = text;
    },
    exit: (code) => void seen.did.push(`exit ${code}`),
  });
  const contents = { isDestroyed: () => false, reload: () => void seen.did.push('reload') } as WebContents;
  const goes = async (reason: string) => {
    app.emit('render-process-gone', {}, contents, { reason, exitCode: 1 });
    await vi.advanceTimersByTimeAsync(10);
  };
  return { process, seen, goes };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a page that is gone', () => {
  it('locks the open vault, which loads the page anew; without one it is loaded anew all the same', async () => {
    const { seen, goes } = watched();
    await goes('crashed');
    expect(seen.did).toEqual(['lock']);
    await goes('oom');
    expect(seen.did).toEqual(['lock', 'lock', 'reload']);
    expect(seen.logged).toEqual(['- page gone: crashed', '- page gone: oom']);
  });

  it('that ended as it should is left alone', async () => {
    const { seen, goes } = watched();
    await goes('clean-exit');
    expect(seen.did).toEqual([]);
  });

  it('again and again ends the program, and now and then does not', async () => {
    const often = watched();
    const seldom = watched();
    for (let time = 0; time < 4; time += 1) {
      await often.goes('launch-failed');
    }
    for (let time = 0; time < 9; time += 1) {
      await seldom.goes('crashed');
      await vi.advanceTimersByTimeAsync(61_000);
    }
    expect(often.seen.did.slice(-3)).toEqual(['put away', 'say', 'exit 1']);
    expect(seldom.seen.did).not.toContain('exit 1');
  });
});

describe('an error that nobody caught', () => {
  it('puts the vault away, says a reference that stands in the log, not the message, and ends', async () => {
    const { process, seen } = watched();
    process.emit('uncaughtException', new Error('password is hunter2'));
    process.emit('uncaughtException', new Error('once more'));
    await vi.advanceTimersByTimeAsync(10);
    expect(seen.did).toEqual(['put away', 'say', 'exit 1']);
    const reference = seen.logged[0]?.split(' ')[0] ?? '';
    expect(reference).toMatch(/^[0-9a-f-]{36}$/u);
    expect(seen.said).toContain(reference);
    expect(seen.said).not.toContain('hunter2');
    expect(seen.logged).toHaveLength(2);
  });

  it('ends though the disk hangs or the lock fails', async () => {
    const hung = watched(() => new Promise(() => undefined));
    const failing = watched(() => Promise.reject(new Error('disk')));
    hung.process.emit('uncaughtException', new Error('x'));
    failing.process.emit('uncaughtException', new Error('x'));
    await vi.advanceTimersByTimeAsync(6_000);
    expect([hung.seen.did.at(-1), failing.seen.did.at(-1)]).toEqual(['exit 1', 'exit 1']);
  });
});
