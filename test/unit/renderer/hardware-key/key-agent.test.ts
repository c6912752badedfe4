/** The page's part in a hardware key ceremony, with a played main process and a played browser. */
import { afterEach, describe, expect, test } from 'vitest';
import type { EventName, Heard } from '../../../../shared/contract.ts';
import type { KeyAsk } from '../../../../shared/key-contract.ts';
import { currentAsk } from '../../../../renderer/hardware-key/current-ask.ts';
import { startKeyAgent, type KeyAgentDeps } from '../../../../renderer/hardware-key/key-agent.ts';
import type { CeremonyAnswer } from '../../../../renderer/hardware-key/run-ceremony.ts';

type Call = { readonly name: string; readonly takes: unknown };

const asked = (askId: string): KeyAsk => ({
  askId, ceremony: 'get', optionsJson: '{}', prfInputs: {}, keyNames: ['Brass 5C'], forItem: null, step: 1, steps: 1, endsAt: 60_000,
});
const [first, second] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const;

function play() {
  const calls: Call[] = [];
  const listeners = new Map<EventName, (payload: never) => void>();
  const runs: { resolve: (answer: CeremonyAnswer) => void; reject: (error: unknown) => void }[] = [];
  let aborts = 0;
  const stop = startKeyAgent({
    // What main gets is a copy, as across a real channel.
    ask: (async (name: string, takes: unknown) => void calls.push({ name, takes: structuredClone(takes) })) as unknown as KeyAgentDeps['ask'],
    hear: (name, listener) => {
      listeners.set(name, listener);
      return () => void listeners.delete(name);
    },
    run: () => new Promise((resolve, reject) => runs.push({ resolve, reject })),
    abort: () => {
      aborts += 1;
    },
  });
  const say = <Name extends EventName>(name: Name, payload: Heard<Name>): void => listeners.get(name)?.(payload as never);
  return { calls, say, runs, stop, aborts: () => aborts, listening: () => listeners.size };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const named = (name: string): Error => Object.assign(new Error('from the browser'), { name });

let played: ReturnType<typeof play> | null = null;
afterEach(() => played?.stop());

describe('the key agent', () => {
  test('answers with the response and the secret, and keeps neither', async () => {
    played = play();
    played.say('key.asked', asked(first));
    expect(currentAsk.get()).toMatchObject({ askId: first, keyNames: ['Brass 5C'] });
    const prf = new Uint8Array(32).fill(7);
    const prfSecond = new Uint8Array(32).fill(8);
    played.runs[0]?.resolve({ response: '{"id":"x"}', prf, prfSecond });
    await settle();
    expect(played.calls).toEqual([{ name: 'key.answer', takes: { askId: first, response: '{"id":"x"}', prf: new Uint8Array(32).fill(7), prfSecond: new Uint8Array(32).fill(8) } }]);
    expect([...prf, ...prfSecond].every((byte) => byte === 0)).toBe(true);
    expect(currentAsk.get()).toBeNull();
  });

  test.each([
    ['NotAllowedError', 'NotAllowedError'],
    ['InvalidStateError', 'InvalidStateError'],
    ['AbortError', 'AbortError'],
    ['TypeError', 'UnknownError'],
  ])('declines a ceremony that ended in %s as %s', async (thrown, reason) => {
    played = play();
    played.say('key.asked', asked(first));
    played.runs[0]?.reject(named(thrown));
    await settle();
    expect(played.calls).toEqual([{ name: 'key.decline', takes: { askId: first, reason } }]);
    expect(currentAsk.get()).toBeNull();
  });

  test('stops the ceremony of a withdrawn ask and answers nothing, however late the key is touched', async () => {
    played = play();
    played.say('key.asked', asked(first));
    played.say('key.withdrawn', { askId: first });
    expect(played.aborts()).toBe(1);
    expect(currentAsk.get()).toBeNull();
    const prf = new Uint8Array(32).fill(7);
    const prfSecond = new Uint8Array(32).fill(8);
    played.runs[0]?.resolve({ response: '{}', prf, prfSecond });
    await settle();
    expect(played.calls).toEqual([]);
    expect([prf[0], prfSecond[0]]).toEqual([0, 0]);
  });

  test('leaves a newer ask alone when an older one is withdrawn or ends', async () => {
    played = play();
    played.say('key.asked', asked(first));
    played.say('key.asked', asked(second));
    played.say('key.withdrawn', { askId: first });
    expect(played.aborts()).toBe(0);
    played.runs[0]?.reject(named('AbortError'));
    await settle();
    expect(currentAsk.get()?.askId).toBe(second);
    played.runs[1]?.resolve({ response: '{}', prf: null, prfSecond: null });
    await settle();
    expect(played.calls).toEqual([{ name: 'key.answer', takes: { askId: second, response: '{}', prf: null, prfSecond: null } }]);
  });

  test('hears nothing more once it is stopped', () => {
    played = play();
    played.say('key.asked', asked(first));
    played.stop();
    expect(played.listening()).toBe(0);
    expect(currentAsk.get()).toBeNull();
    expect(played.aborts()).toBe(1);
  });
});
