/**
 * Pairing as it goes: greeted, a code on both sides, two answers. SECURITY: kept only when the user said *here* that the codes are the
 * same and the application said so too; whoever sits between the two could say the latter by himself.
 */
import type { PairState } from '../messages/popup-messages.ts';
import { BridgeTrouble } from '../../shared/browser-caller.ts';
import { makeWebKeyPair, webDhKey } from '../../shared/web-channel-crypto.ts';
import type { AppLink } from './app-link.ts';
import { isKeyPair, keepPairing, type StoredPairing } from './pairing-store.ts';

export interface PairWithApp {
  begin(): void;
  said(same: boolean): void;
  state(): PairState;
}

export function makePairWithApp(link: AppLink): PairWithApp {
  let state: PairState | null = null;
  /** Each attempt has its number; what an older one still answers is nobody's. */
  let attempt = 0;
  let answer: (same: boolean) => void = () => undefined;

  async function pair(own: number): Promise<PairState> {
    const pair = await makeWebKeyPair<CryptoKey>(crypto, isKeyPair);
    const caller = await link.greet();
    const talk = await caller.pair(await webDhKey(crypto, pair));
    if ('declined' in talk) {
      return { step: 'declined', because: talk.declined };
    }
    const here = new Promise<boolean>((resolve) => void (answer = resolve));
    if (own === attempt) {
      state = { step: 'code', code: talk.code, saidSame: false };
    }
    const [there, same] = await Promise.all([talk.answered, here]);
    if (!there.accepted) {
      return { step: 'declined', because: there.because };
    }
    if (!same || own !== attempt) {
      return { step: 'declined', because: 'different' };
    }
    const kept: StoredPairing = { pairingId: there.pairingId, pair, appKey: there.appKey };
    await keepPairing(kept);
    await link.restart();
    return { step: 'paired' };
  }

  return {
    begin() {
      attempt += 1;
      const own = attempt;
      state = { step: 'asking' };
      void pair(own)
        .catch((error: unknown): PairState => ({ step: 'declined', because: error instanceof BridgeTrouble && state?.step === 'code' ? 'closed' : 'no-app' }))
        .then((ended) => {
          if (own === attempt && !(state?.step === 'declined')) {
            state = ended;
          }
        });
    },
    said(same) {
      if (state?.step !== 'code') {
        return;
      }
      state = same ? { ...state, saidSame: true } : { step: 'declined', because: 'different' };
      answer(same);
    },
    state: () => state ?? { step: 'none', link: link.state() },
  };
}
