/** What is asked of the user while the main process speaks to a key, and what becomes of the answers. */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Heard } from '../../../shared/contract.ts';
import { makeKeyTalk } from '../../../electron/hardware-key/key-talk.ts';

const about = { keyNames: ['Brass 5C'], forItem: null, steps: 1 };
const pinWish = { kind: 'pin', product: 'Key', triesLeft: 8, isWrong: false } as const;

function stage() {
  const asked: Heard<'key.awaited'>[] = [];
  const withdrawn: string[] = [];
  const talk = makeKeyTalk({
    now: () => 1_000,
    tell: (name: 'key.awaited' | 'key.withdrawn', payload: Heard<'key.awaited'> | Heard<'key.withdrawn'>) =>
      void (name === 'key.awaited' && 'wish' in payload ? asked.push(payload) : withdrawn.push(payload.askId)),
  });
  const controller = new AbortController();
  return { asked, withdrawn, talk, controller, conversation: talk.begin(about, controller.signal) };
}
const typed = (text: string): Uint8Array => new TextEncoder().encode(text);

afterEach(() => vi.useRealTimers());

describe('a PIN that was asked for', () => {
  it('comes as C takes it, and what the page sent is overwritten', async () => {
    const { asked, talk, conversation } = stage();
    const waiting = conversation.askPin(pinWish);
    const sent = typed('4711');
    talk.givePin(asked[0]?.askId ?? '', sent);
    expect(Buffer.from(await waiting).toString('latin1')).toBe('4711\0');
    expect([...sent]).toEqual([0, 0, 0, 0]);
  });

  it('is refused where it could not reach the key whole', async () => {
    for (const bad of [new Uint8Array(0), typed('47\u000011'), new Uint8Array(64).fill(49)]) {
      const { asked, talk, conversation } = stage();
      const waiting = expect(conversation.askPin(pinWish)).rejects.toMatchObject({ code: 'request.malformed' });
      talk.givePin(asked[0]?.askId ?? '', bad);
      await waiting;
      expect(bad.every((byte) => byte === 0)).toBe(true);
    }
  });

  it('is overwritten and forgotten where nobody waits for it', () => {
    const { talk } = stage();
    const sent = typed('4711');
    talk.givePin(randomUUID(), sent);
    const both = [typed('4711'), typed('815815')] as const;
    talk.giveNewPin(randomUUID(), ...both);
    expect([sent, ...both].every((pin) => pin.every((byte) => byte === 0))).toBe(true);
  });

  it('is not waited for for ever, and not after a cancel', async () => {
    vi.useFakeTimers();
    const { conversation, controller } = stage();
    const late = expect(conversation.askPin(pinWish)).rejects.toMatchObject({ code: 'key.timeout' });
    await vi.advanceTimersByTimeAsync(300_000);
    await late;
    const cancelled = expect(conversation.askPin(pinWish)).rejects.toMatchObject({ code: 'cancelled' });
    controller.abort();
    await cancelled;
    await expect(conversation.askPin(pinWish)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a conversation', () => {
  it('keeps one id to its end, and is withdrawn only where it was heard of', () => {
    const { asked, withdrawn, conversation, talk } = stage();
    conversation.show({ kind: 'insert' });
    conversation.show({ kind: 'touch', withFinger: false }, 2);
    conversation.end();
    expect(asked.map(({ wish, step }) => [wish.kind, step])).toEqual([['insert', 1], ['touch', 2]]);
    expect(new Set(asked.map(({ askId }) => askId))).toEqual(new Set(withdrawn));
    talk.begin(about, new AbortController().signal).end();
    expect(withdrawn).toHaveLength(1);
  });
});
