/**
 * The page's part in unlocking by hardware key: hears `key.asked`, runs the ceremony, answers or declines; hears `key.awaited`, where the
 * main process speaks to the key itself, and lets the screens show what it waits for. Started once
 * by `main.tsx`. It decides nothing: the main process makes the challenge and checks what comes back.
 */
import { WebAuthnAbortService } from '@simplewebauthn/browser';
import type { KeyAsk } from '../../shared/key-contract.ts';
import { ask as askMain, hear } from '../client/client.ts';
import { currentAsk } from './current-ask.ts';
import { declineReason } from './decline-reason.ts';
import type { PrfOutputs } from './prf-output.ts';
import { runCeremony, type RunCeremony } from './run-ceremony.ts';

export type KeyAgentDeps = { readonly ask: typeof askMain; readonly hear: typeof hear; readonly run: RunCeremony; readonly abort: () => void };

const real: KeyAgentDeps = { ask: askMain, hear, run: runCeremony, abort: () => WebAuthnAbortService.cancelCeremony() };

/** @returns a function that stops the agent and any ceremony under way. */
export function startKeyAgent({ ask, hear: listen, run, abort }: KeyAgentDeps = real): () => void {
  function isCurrent(askId: string): boolean {
    return currentAsk.get()?.askId === askId;
  }

  function leave(askId: string): void {
    if (isCurrent(askId)) {
      currentAsk.set(null);
    }
  }

  async function follow(asked: KeyAsk): Promise<void> {
    const { askId, keyNames, forItem, step, steps, endsAt } = asked;
    currentAsk.set({ askId, wish: { kind: 'touch', withFinger: false }, keyNames, forItem, step, steps, endsAt });
    let given: PrfOutputs | null = null;
    try {
      const answer = await run(asked);
      given = answer;
      // One withdrawn while the key was being touched gets no answer: nobody waits for it, and the secret stays here.
      if (isCurrent(askId)) {
        await ask('key.answer', { askId, response: answer.response, prf: answer.prf, prfSecond: answer.prfSecond });
      }
    } catch (error) {
      if (isCurrent(askId)) {
        await ask('key.decline', { askId, reason: declineReason(error) });
      }
    } finally {
      given?.prf?.fill(0);
      given?.prfSecond?.fill(0);
      leave(askId);
    }
  }

  const stops = [
    // A call that fails here has nobody to tell: the main process lets the ask run out and says so itself.
    listen('key.asked', (asked) => void follow(asked).catch(() => undefined)),
    listen('key.awaited', (awaited) => currentAsk.set(awaited)),
    listen('key.withdrawn', ({ askId }) => {
      if (isCurrent(askId)) {
        currentAsk.set(null);
        abort();
      }
    }),
  ];
  return () => {
    for (const stop of stops) {
      stop();
    }
    currentAsk.set(null);
    abort();
  };
}
