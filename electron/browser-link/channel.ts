/**
 * One connection of an extension, the application's half of the protocol: hello, then a pairing or the handshake, then sealed asks and
 * answers. Whatever comes at the wrong moment, or was not sealed with the pairing's keys, ends it. Not here: the socket (`listener.ts`),
 * what is answered (`answer-ask.ts`).
 */
import { assertNever } from '../../shared/failure.ts';
import type { News, NumberedAnswer } from '../../shared/browser-asks.ts';
import { chooseVersion, fromExtension, type FromApp, type FromExtension, type RefusalReason, type VersionSpan } from '../../shared/browser-messages.ts';
import { answerNoise, type ChannelCrypto, type NoiseChannel } from '../../shared/noise-kk.ts';
import { agreementOf, openMessage, prologueOf, sealMessage } from '../../shared/sealed-message.ts';
import { base64ToBytes, bytesToBase64 } from '../../shared/text-bytes.ts';
import type { PairingKeyPair } from './pairing-book.ts';
import type { PairingDesk, PairingTurn } from './pairing.ts';

export type ChannelDeps = {
  readonly crypto: ChannelCrypto;
  readonly versions: VersionSpan;
  readonly appVersion: string;
  readonly appName: string;
  readonly pairing: PairingDesk;
  readonly keysOf: (pairingId: string) => PairingKeyPair | null;
  /** The first sealed message opened: whoever speaks has the pairing's key. */
  readonly proven: (pairingId: string) => void;
  readonly answer: (pairingId: string, message: unknown) => Promise<NumberedAnswer | null>;
  /** A proven connection ended. */
  readonly over: () => void;
  readonly trouble: (where: string, error: unknown) => void;
};

export type ChannelPeer = { send(message: FromApp): void; close(): void };

export type Channel = {
  /** A message as it came, parsed JSON; undefined for what was none. */
  receive(message: unknown): void;
  refuse(because: RefusalReason): void;
  ended(): void;
  /** Sealed; nothing where no extension has proven itself. */
  tell(news: News): void;
  /** The pairing that has proven itself here. */
  pairingId(): string | null;
  /** True from hello's answer until it proves itself: nothing was given to it yet. */
  isStranger(): boolean;
};

type Stage =
  | { readonly at: 'hello' }
  | { readonly at: 'greeted'; readonly agreement: Uint8Array; readonly browser: string }
  | { readonly at: 'committed'; readonly agreement: Uint8Array; readonly browser: string; readonly turn: PairingTurn }
  | { readonly at: 'asking'; readonly agreement: Uint8Array; readonly browser: string; readonly turn: PairingTurn }
  | { readonly at: 'sealed'; readonly pairingId: string; readonly noise: NoiseChannel; readonly isProven: boolean }
  | { readonly at: 'over' };

/** Asks answered at once on one connection; a chooser has a handful. */
const mostAtOnce = 32;

export function makeChannel(deps: ChannelDeps, peer: ChannelPeer): Channel {
  const { crypto, versions } = deps;
  let stage: Stage = { at: 'hello' };
  let inHand = 0;
  // One after another, in the order they came: the counters of the seal are the order.
  let receiving: Promise<void> = Promise.resolve();
  let sending: Promise<void> = Promise.resolve();

  const current = (): Stage => stage;

  function end(): void {
    if (stage.at === 'committed' || stage.at === 'asking') {
      stage.turn.callOff();
    }
    const wasProven = stage.at === 'sealed' && stage.isProven;
    stage = { at: 'over' };
    if (wasProven) {
      deps.over();
    }
  }

  function refuse(because: RefusalReason): void {
    if (stage.at !== 'over') {
      end();
      peer.send({ type: 'refused', because, ...versions });
      peer.close();
    }
  }

  function sealAndSend(noise: NoiseChannel, message: NumberedAnswer | News): void {
    sending = sending
      .then(async () => {
        const now = current();
        // SECURITY: nothing leaves on a connection that is over, though its answer was under way.
        if (now.at === 'sealed' && now.noise === noise) {
          const data = await sealMessage(noise.out, message);
          if (current().at === 'sealed') {
            peer.send({ type: 'sealed', data });
          }
        }
      })
      .catch((error: unknown) => deps.trouble('seal for a browser', error));
  }

  function greet({ least, most, extension }: Extract<FromExtension, { type: 'hello' }>): void {
    const version = chooseVersion(versions, { least, most });
    if (version === null) {
      refuse('version');
      return;
    }
    stage = { at: 'greeted', agreement: agreementOf(version, { least, most }, versions), browser: extension.browser };
    peer.send({ type: 'hello', version, ...versions, app: { version: deps.appVersion } });
  }

  async function beginPairing(greeted: Extract<Stage, { at: 'greeted' }>, key: string): Promise<void> {
    const extensionKey = base64ToBytes(key);
    if (extensionKey === null) {
      refuse('malformed');
      return;
    }
    const turn = await deps.pairing.begin({ ...greeted, extensionKey });
    if ('declined' in turn) {
      peer.send({ type: 'pair.declined', because: turn.declined });
      return;
    }
    if (current().at === 'over') {
      turn.callOff();
      return;
    }
    stage = { ...greeted, at: 'committed', turn };
    peer.send({ type: 'pair.commit', key: bytesToBase64(turn.appKey), commitment: bytesToBase64(turn.commitment) });
  }

  function reveal(committed: Extract<Stage, { at: 'committed' }>, nonce: string): void {
    const extensionNonce = base64ToBytes(nonce);
    if (extensionNonce === null) {
      refuse('malformed');
      return;
    }
    const { agreement, browser, turn } = committed;
    const { nonce: own, answered } = turn.reveal(extensionNonce);
    stage = { ...committed, at: 'asking' };
    peer.send({ type: 'pair.reveal', nonce: bytesToBase64(own) });
    answered
      .then((outcome) => {
        if (current().at !== 'over') {
          stage = { at: 'greeted', agreement, browser };
          peer.send(outcome.accepted ? { type: 'pair.accepted', pairingId: outcome.pairingId, app: { name: deps.appName } } : { type: 'pair.declined', because: outcome.because });
        }
      })
      .catch((error: unknown) => {
        deps.trouble('pair a browser', error);
        peer.send({ type: 'pair.declined', because: 'declined' });
        end();
        peer.close();
      });
  }

  async function beginSession({ agreement }: Extract<Stage, { at: 'greeted' }>, pairingId: string, noise: string): Promise<void> {
    const keys = deps.keysOf(pairingId);
    if (keys === null) {
      refuse('unknown-pairing');
      return;
    }
    const message = base64ToBytes(noise);
    const answered = message === null ? null : await answerNoise({ crypto, ...keys, prologue: prologueOf(agreement, pairingId) }, message);
    if (answered === null) {
      refuse('broken-seal');
      return;
    }
    if (current().at !== 'over') {
      stage = { at: 'sealed', pairingId, noise: answered.channel, isProven: false };
      peer.send({ type: 'session.ready', noise: bytesToBase64(answered.message) });
    }
  }

  async function open(sealed: Extract<Stage, { at: 'sealed' }>, data: string): Promise<void> {
    const opened = await openMessage(sealed.noise.in, data);
    if (!opened.ok) {
      refuse('broken-seal');
      return;
    }
    if (current().at === 'over') {
      return;
    }
    if (!sealed.isProven) {
      // SECURITY: a first handshake message can be a replay; only one sealed with the session's own keys cannot.
      stage = { ...sealed, isProven: true };
      deps.proven(sealed.pairingId);
    }
    if (inHand >= mostAtOnce) {
      refuse('too-many');
      return;
    }
    inHand += 1;
    deps
      .answer(sealed.pairingId, opened.message)
      .then((answer) => (answer === null ? refuse('malformed') : sealAndSend(sealed.noise, answer)))
      .catch((error: unknown) => deps.trouble('answer a browser', error))
      .finally(() => void (inHand -= 1));
  }

  async function take(message: FromExtension): Promise<void> {
    const now = current();
    if (now.at === 'over') {
      return;
    }
    switch (message.type) {
      case 'hello':
        return now.at === 'hello' ? greet(message) : refuse('out-of-order');
      case 'pair.begin':
        return now.at === 'greeted' ? beginPairing(now, message.key) : refuse('out-of-order');
      case 'pair.reveal':
        return now.at === 'committed' ? reveal(now, message.nonce) : refuse('out-of-order');
      case 'session.begin':
        return now.at === 'greeted' ? beginSession(now, message.pairingId, message.noise) : refuse('out-of-order');
      case 'sealed':
        return now.at === 'sealed' ? open(now, message.data) : refuse('out-of-order');
      default:
        return assertNever(message);
    }
  }

  return {
    refuse,
    ended: end,
    pairingId: () => (stage.at === 'sealed' && stage.isProven ? stage.pairingId : null),
    isStranger: () => stage.at === 'hello' || stage.at === 'greeted' || (stage.at === 'sealed' && !stage.isProven),
    tell(news) {
      if (stage.at === 'sealed' && stage.isProven) {
        sealAndSend(stage.noise, news);
      }
    },
    receive(message) {
      const parsed = fromExtension.safeParse(message);
      if (!parsed.success) {
        refuse('malformed');
        return;
      }
      receiving = receiving
        .then(() => take(parsed.data))
        .catch((error: unknown) => {
          deps.trouble('hear a browser', error);
          refuse('malformed');
        });
    },
  };
}
