/**
 * Pairing, the application's half (docs/browser-bridge.md, "Pairing"): one at a time, asked about by the main process itself, and not
 * again right after a no. Not here: the construction (`shared/pairing-code.ts`), the question's words and window (a port).
 */
import { nonceBytes, type DeclinedReason } from '../../shared/browser-messages.ts';
import type { ChannelCrypto, DhKey } from '../../shared/noise-kk.ts';
import { commitTo, pairingCode } from '../../shared/pairing-code.ts';
import { bytesToBase64 } from '../../shared/text-bytes.ts';
import type { Pairing } from './pairing-book.ts';

export type PairingQuestion = { readonly code: string; readonly browser: string };

export type PairingDeskDeps = {
  readonly crypto: ChannelCrypto;
  /** A clock that nobody sets back. */
  readonly now: () => number;
  readonly makeKey: () => { readonly key: DhKey; readonly secret: string };
  readonly keep: (pairing: Omit<Pairing, 'pairedAt' | 'lastUsedAt'>) => Promise<void>;
  /** Only whoever opened the vault may pair; `bringUp` shows them where. */
  readonly isOpen: () => boolean;
  readonly bringUp: () => void;
  /** Main's own question: no page of ours can answer it. Called off by the signal. */
  readonly ask: (question: PairingQuestion, signal: AbortSignal) => Promise<boolean>;
  readonly changed: () => void;
  readonly seconds?: { readonly toAnswer: number; readonly afterNo: number };
};

/** One pairing under way. `declined` at any point is the end of it. */
export type PairingTurn = {
  readonly appKey: Uint8Array;
  readonly commitment: Uint8Array;
  /** The extension's nonce is here: our own, and the user's answer. */
  reveal(extensionNonce: Uint8Array): { readonly nonce: Uint8Array; readonly answered: Promise<PairingOutcome> };
  /** The connection is over. */
  callOff(): void;
};
export type PairingOutcome = { readonly accepted: true; readonly pairingId: string } | { readonly accepted: false; readonly because: DeclinedReason };

export type PairingDesk = {
  begin(asked: { readonly agreement: Uint8Array; readonly extensionKey: Uint8Array; readonly browser: string }): Promise<PairingTurn | { readonly declined: DeclinedReason }>;
  /** The vault was locked, or the application ends. */
  callOff(): void;
};

const usualSeconds = { toAnswer: 120, afterNo: 10 };

export function makePairingDesk(deps: PairingDeskDeps): PairingDesk {
  const { crypto, now } = deps;
  const seconds = deps.seconds ?? usualSeconds;
  let underWay: AbortController | null = null;
  let quietUntil = -Infinity;

  function over(mine: AbortController): void {
    if (underWay === mine) {
      underWay = null;
    }
    mine.abort();
  }

  return {
    callOff() {
      underWay?.abort();
      underWay = null;
    },

    async begin({ agreement, extensionKey, browser }) {
      if (underWay !== null || now() < quietUntil) {
        return { declined: 'busy' };
      }
      if (!deps.isOpen()) {
        deps.bringUp();
        return { declined: 'locked' };
      }
      const mine = new AbortController();
      underWay = mine;
      // Counted from the beginning: a nonce that never comes keeps nobody else out for longer.
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        over(mine);
      }, seconds.toAnswer * 1_000);
      mine.signal.addEventListener('abort', () => clearTimeout(timer));
      const { key, secret } = deps.makeKey();
      const keys = { agreement, extensionKey, appKey: key.publicKey };
      const nonce = crypto.randomBytes(nonceBytes);

      async function answer(extensionNonce: Uint8Array): Promise<PairingOutcome> {
        const declined = (): PairingOutcome => ({ accepted: false, because: isLate ? 'expired' : deps.isOpen() ? 'declined' : 'locked' });
        try {
          const code = await pairingCode(crypto, keys, { extension: extensionNonce, app: nonce });
          const isSame = !mine.signal.aborted && (await deps.ask({ code, browser }, mine.signal));
          // SECURITY: a yes that comes after a lock, or after the connection went, is no yes.
          if (!isSame || mine.signal.aborted || !deps.isOpen()) {
            quietUntil = now() + seconds.afterNo * 1_000;
            return declined();
          }
          const pairingId = Buffer.from(crypto.randomBytes(16)).toString('hex');
          await deps.keep({ pairingId, browser, ownKey: secret, extensionKey: bytesToBase64(extensionKey) });
          deps.changed();
          return { accepted: true, pairingId };
        } finally {
          over(mine);
        }
      }

      return {
        appKey: key.publicKey,
        // SECURITY: given away before the extension's nonce is known, so that neither side can choose which code comes out.
        commitment: await commitTo(crypto, keys, nonce),
        reveal: (extensionNonce) => ({ nonce, answered: answer(extensionNonce) }),
        callOff: () => over(mine),
      };
    },
  };
}
