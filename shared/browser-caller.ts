/**
 * The extension's half of the protocol, without a browser: hello, pairing, the handshake, and asks with their answers over a wire that
 * is passed in. The extension runs it over `connectNative`, tests over a socket. Keeps nothing: where pairings live is the caller's business.
 */
import { AskFailure, asks, news as newsSchema, numberedAnswer, type AskGives, type AskName, type AskTakes, type BridgeFailure, type News } from './browser-asks.ts';
import { chooseVersion, fromApp, nonceBytes, ourVersions, type DeclinedReason, type FromApp, type FromExtension, type RefusalReason, type VersionSpan } from './browser-messages.ts';
import { beginNoise, type ChannelCrypto, type DhKey, type NoiseChannel } from './noise-kk.ts';
import { keepsCommitment, pairingCode } from './pairing-code.ts';
import { agreementOf, openMessage, prologueOf, sealMessage } from './sealed-message.ts';
import { base64ToBytes, bytesToBase64 } from './text-bytes.ts';

export type Wire = { send(message: FromExtension): void; close(): void };

/** Why there is no connection, or none any more. `other-versions` and `forged` are this side's own findings. */
export type WireTrouble =
  | RefusalReason
  | 'app-not-running'
  | 'app-gone'
  | 'other-versions'
  /** The application's pairing nonce, handshake or sealed message is not what it must be: somebody is between, or something is broken. */
  | 'forged'
  | 'closed';

export class BridgeTrouble extends Error {
  readonly trouble: WireTrouble;
  constructor(trouble: WireTrouble) {
    super(trouble);
    this.name = 'BridgeTrouble';
    this.trouble = trouble;
  }
}

/** What an extension keeps of a pairing; `key` is its own half, made for this pairing alone. */
export type KnownPairing = { readonly pairingId: string; readonly key: DhKey; readonly appKey: Uint8Array };

export type PairingTalk = {
  /** To be shown: the user compares it with the one in the application's window. */
  readonly code: string;
  /**
   * What the user answered in the application's window. SECURITY: to be kept only when the user *also* said here that the codes are the
   * same: whoever sits between could say `accepted` by himself.
   */
  readonly answered: Promise<{ readonly accepted: true; readonly pairingId: string; readonly appKey: Uint8Array } | { readonly accepted: false; readonly because: DeclinedReason }>;
};

export type BridgeCaller = {
  /** For the wire: a message as it came, parsed JSON. */
  receive(message: unknown): void;
  /** For the wire: nothing more comes. */
  ended(): void;
  hello(): Promise<{ readonly version: number; readonly appVersion: string }>;
  pair(key: DhKey): Promise<PairingTalk | { readonly declined: DeclinedReason }>;
  /** @throws BridgeTrouble */
  begin(pairing: KnownPairing): Promise<void>;
  /** After `begin`. @throws AskFailure, BridgeTrouble */
  ask<Name extends AskName>(name: Name, of: AskTakes<Name>): Promise<AskGives<Name>>;
};

export type CallerDeps = {
  readonly wire: Wire;
  readonly crypto: ChannelCrypto;
  readonly extension: { readonly version: string; readonly browser: string };
  readonly told: (news: News) => void;
  /** Once, when the connection is over. */
  readonly lost: (trouble: WireTrouble) => void;
  readonly versions?: VersionSpan;
};

type Waiting = { readonly settle: (answer: { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: BridgeFailure }) => void; readonly fail: (error: Error) => void };

export function makeBridgeCaller(deps: CallerDeps): BridgeCaller {
  const { crypto, wire } = deps;
  const versions = deps.versions ?? ourVersions;
  let trouble: WireTrouble | null = null;
  let agreement: Uint8Array | null = null;
  let channel: NoiseChannel | null = null;
  let nextNumber = 0;
  const asked = new Map<number, Waiting>();
  const arrived: FromApp[] = [];
  let reader: { readonly take: (message: FromApp) => void; readonly fail: (error: Error) => void } | null = null;
  // Sealing and opening take turns: the counters are the nonces.
  let opening: Promise<void> = Promise.resolve();
  let sealing: Promise<void> = Promise.resolve();

  function fail(why: WireTrouble): void {
    if (trouble !== null) {
      return;
    }
    trouble = why;
    channel = null;
    const error = new BridgeTrouble(why);
    reader?.fail(error);
    reader = null;
    asked.forEach((waiting) => waiting.fail(error));
    asked.clear();
    wire.close();
    deps.lost(why);
  }

  function requireOpen(): void {
    if (trouble !== null) {
      throw new BridgeTrouble(trouble);
    }
  }

  function next(): Promise<FromApp> {
    requireOpen();
    const first = arrived.shift();
    return first !== undefined ? Promise.resolve(first) : new Promise((take, reject) => void (reader = { take, fail: reject }));
  }

  async function expect<Type extends FromApp['type']>(...types: readonly Type[]): Promise<Extract<FromApp, { type: Type }>> {
    const message = await next();
    const isMeant = (one: FromApp): one is Extract<FromApp, { type: Type }> => types.some((type) => type === one.type);
    if (!isMeant(message)) {
      fail('out-of-order');
      throw new BridgeTrouble('out-of-order');
    }
    return message;
  }

  function forged(): BridgeTrouble {
    fail('forged');
    return new BridgeTrouble('forged');
  }

  function requireAgreement(): Uint8Array {
    if (agreement === null) {
      throw new BridgeTrouble('out-of-order');
    }
    return agreement;
  }

  async function openSealed(data: string): Promise<void> {
    const opened = channel === null ? { ok: false as const } : await openMessage(channel.in, data);
    if (!opened.ok) {
      fail('forged');
      return;
    }
    const answer = numberedAnswer.safeParse(opened.message);
    if (answer.success) {
      const waiting = asked.get(answer.data.number);
      asked.delete(answer.data.number);
      waiting?.settle(answer.data);
      return;
    }
    const heard = newsSchema.safeParse(opened.message);
    if (heard.success) {
      deps.told(heard.data);
    }
  }

  return {
    receive(message) {
      const parsed = fromApp.safeParse(message);
      if (!parsed.success) {
        fail('malformed');
        return;
      }
      const heard = parsed.data;
      if (heard.type === 'refused') {
        fail(heard.because === 'version' ? 'other-versions' : heard.because);
      } else if (heard.type === 'host.trouble') {
        fail(heard.trouble);
      } else if (heard.type === 'sealed') {
        opening = opening.then(() => openSealed(heard.data));
      } else if (reader !== null) {
        const { take } = reader;
        reader = null;
        take(heard);
      } else if (arrived.length < 4) {
        arrived.push(heard);
      } else {
        fail('out-of-order');
      }
    },

    ended: () => fail('closed'),

    async hello() {
      requireOpen();
      wire.send({ type: 'hello', ...versions, extension: deps.extension });
      const { version, least, most, app } = await expect('hello');
      if (version !== chooseVersion(versions, { least, most })) {
        fail('other-versions');
        throw new BridgeTrouble('other-versions');
      }
      agreement = agreementOf(version, versions, { least, most });
      return { version, appVersion: app.version };
    },

    async pair(key) {
      const agreed = requireAgreement();
      wire.send({ type: 'pair.begin', key: bytesToBase64(key.publicKey) });
      const commit = await expect('pair.commit', 'pair.declined');
      if (commit.type === 'pair.declined') {
        return { declined: commit.because };
      }
      const [appKey, commitment] = [base64ToBytes(commit.key), base64ToBytes(commit.commitment)];
      if (appKey === null || commitment === null) {
        throw forged();
      }
      const own = crypto.randomBytes(nonceBytes);
      wire.send({ type: 'pair.reveal', nonce: bytesToBase64(own) });
      const app = base64ToBytes((await expect('pair.reveal')).nonce);
      const keys = { agreement: agreed, extensionKey: key.publicKey, appKey };
      // SECURITY: without this, whoever sits between could choose a nonce that makes the codes agree.
      if (app === null || !(await keepsCommitment(crypto, keys, app, commitment))) {
        throw forged();
      }
      const answered = expect('pair.accepted', 'pair.declined').then((answer) =>
        answer.type === 'pair.accepted' ? { accepted: true as const, pairingId: answer.pairingId, appKey } : { accepted: false as const, because: answer.because },
      );
      // Whoever closes the page meanwhile never asks.
      answered.catch(() => undefined);
      return { code: await pairingCode(crypto, keys, { extension: own, app }), answered };
    },

    async begin(pairing) {
      const sides = { crypto, own: pairing.key, theirs: pairing.appKey, prologue: prologueOf(requireAgreement(), pairing.pairingId) };
      const begun = await beginNoise(sides);
      requireOpen();
      // What is sealed may come right behind `session.ready`: it waits until there are keys to open it with.
      let release = (): void => undefined;
      opening = new Promise((resolve) => void (release = resolve));
      try {
        wire.send({ type: 'session.begin', pairingId: pairing.pairingId, noise: bytesToBase64(begun.message) });
        const answer = base64ToBytes((await expect('session.ready')).noise);
        const made = answer === null ? null : await begun.finish(answer);
        if (made === null) {
          throw forged();
        }
        requireOpen();
        channel = made;
      } finally {
        release();
      }
    },

    async ask(name, of) {
      requireOpen();
      const number = nextNumber;
      nextNumber += 1;
      const answered = new Promise<unknown>((resolve, reject) => {
        asked.set(number, { settle: (answer) => (answer.ok ? resolve(answer.value) : reject(new AskFailure(answer.failure))), fail: reject });
      });
      sealing = sealing.then(async () => {
        if (channel === null) {
          asked.get(number)?.fail(new BridgeTrouble(trouble ?? 'out-of-order'));
          asked.delete(number);
          return;
        }
        const data = await sealMessage(channel.out, { number, ask: name, of });
        if (trouble === null) {
          wire.send({ type: 'sealed', data });
        }
      });
      return parseAnswer(name, await answered);
    },
  };
}

/** An answer is believed as far as its parser goes. */
function parseAnswer<Name extends AskName>(name: Name, value: unknown): AskGives<Name> {
  const shape: { safeParse(value: unknown): { success: true; data: unknown } | { success: false } } = asks[name].gives;
  const parsed = shape.safeParse(value);
  if (!parsed.success) {
    throw new AskFailure('malformed');
  }
  return parsed.data as AskGives<Name>;
}
