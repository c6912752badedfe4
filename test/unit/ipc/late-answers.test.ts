/** What a call does when the vault was locked while it waited for the disk or for a dialog. */
import { makeJobs } from '../../../electron/desk/jobs.ts';
import type { AskTouchDeps } from '../../../electron/ipc/ask-touch.ts';
import { describe, expect, it } from 'vitest';
import { makeTokenBox } from '../../../electron/desk/token-box.ts';
import { makeClipboardHolder } from '../../../electron/desktop/clipboard-holder.ts';
import { makeAttachmentCalls } from '../../../electron/ipc/attachment-calls.ts';
import type { CallDeps, HeldFile } from '../../../electron/ipc/call-deps.ts';
import { makeFieldCalls } from '../../../electron/ipc/field-calls.ts';
import { deskWith } from '../../support/desk-in-memory.ts';
import { failureOf, login } from '../../support/sample-vault.ts';

/** Opened, and from now on reading waits for `letRead`. */
async function openWithLogin() {
  const around = deskWith();
  await around.make();
  const { id } = await around.desk.session().create(login('Mail', 'hunter2'));
  let letRead: () => void = () => undefined;
  around.disk.held = new Promise((resolve) => (letRead = resolve));
  return { ...around, itemId: id, letRead };
}

function boardAndHolder() {
  const board = { text: '' };
  const clipboard = makeClipboardHolder({
    board: { readText: async () => board.text, clear: () => void (board.text = ''), put: async (text) => void (board.text = text) },
    now: Date.now,
    clearAfterSeconds: () => 0,
    changed: () => undefined,
    clearFailed: () => undefined,
  });
  return { board, clipboard };
}

/** Nothing here needs a touch. */
const neverTouched: AskTouchDeps = {
  keys: { name: 'webauthn', enrol: () => Promise.reject(new Error('asked')), assert: () => Promise.reject(new Error('asked')) },
  jobs: makeJobs({ now: Date.now, tell: () => undefined }),
  trouble: () => undefined,
};

describe('a copy', () => {
  it('puts nothing on the clipboard that a lock has cleared meanwhile, not even when the vault is open again by then', async () => {
    for (const opensAgain of [false, true]) {
      const { desk, clock, itemId, letRead, disk, begin } = await openWithLogin();
      const { board, clipboard } = boardAndHolder();
      const calls = makeFieldCalls({ desk, clipboard, clock, ...neverTouched });
      const copying = failureOf(Promise.resolve(calls['item.copyPrimary']({ itemId })));
      // Under way: it waits for the disk.
      await new Promise((resolve) => setImmediate(resolve));
      const locking = desk.lock('screen-lock');
      await clipboard.clearOwn();
      letRead();
      disk.held = Promise.resolve();
      await locking;
      if (opensAgain) {
        await desk.admit(await begin(), []);
      }
      expect(await copying).toBe('vault.locked');
      expect(board.text).toBe('');
    }
  });
});

describe('files chosen in a dialog', () => {
  it('that outlived the lock are not kept', async () => {
    const { desk, make } = deskWith();
    await make();
    const put: HeldFile[] = [];
    const box = makeTokenBox<HeldFile>({ now: Date.now, livesSeconds: 60, most: 9, missing: 'attachment.not-found' });
    let answer: () => void = () => undefined;
    const chooseFiles: CallDeps['window']['chooseFiles'] = async (_purpose, _most, requireStill) => {
      await new Promise<void>((resolve) => (answer = resolve));
      requireStill();
      return [{ fileName: 'deed.txt', content: new Uint8Array(3), mediaType: 'text/plain' }];
    };
    const calls = makeAttachmentCalls({ ...neverTouched, desk, window: { chooseFiles } as CallDeps['window'], files: { ...box, put: (file) => (put.push(file), box.put(file)) } });
    const choosing = failureOf(Promise.resolve(calls['attachment.choose']({})));
    await desk.lock('asked');
    answer();
    expect([await choosing, put]).toEqual(['vault.locked', []]);
  });
});
