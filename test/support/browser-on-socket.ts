/**
 * A browser's extension at the other end of a real socket, or of a real host process: the extension's half of the protocol
 * (`shared/browser-caller.ts`) on WebCrypto, with everything it was told noted down. For tests of the bridge.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { encodeMessage, makeFrameReader, parseMessage } from '../../electron/browser-link/native-frame.ts';
import type { News } from '../../shared/browser-asks.ts';
import { chromiumExtensionIds } from '../../shared/browser-names.ts';
import { makeBridgeCaller, type BridgeCaller, type KnownPairing, type WireTrouble } from '../../shared/browser-caller.ts';
import type { VersionSpan } from '../../shared/browser-messages.ts';
import { makeWebChannelCrypto, type WebKeyPair } from '../../shared/web-channel-crypto.ts';

export const webCrypto = makeWebChannelCrypto<CryptoKey>(crypto, (made): made is WebKeyPair<CryptoKey> => typeof made === 'object' && made !== null && 'privateKey' in made);

export type PlayedBrowser = BridgeCaller & {
  readonly news: News[];
  /** Why the connection ended. */
  readonly over: Promise<WireTrouble>;
  /** Bytes as they are. */
  raw(bytes: Uint8Array): void;
  /** Everything that came, in clear or sealed, as it came. */
  readonly came: unknown[];
  /** Everything that was sent, as it was sent. */
  readonly sent: unknown[];
  hangUp(): void;
};

type Ends = { readonly input: Readable; readonly output: Writable; readonly close: () => void };

function playBrowser({ input, output, close }: Ends, options: { readonly browser?: string; readonly versions?: VersionSpan }): PlayedBrowser {
  const [news, came, sent]: [News[], unknown[], unknown[]] = [[], [], []];
  let lost = (_trouble: WireTrouble): void => undefined;
  const over = new Promise<WireTrouble>((resolve) => void (lost = resolve));
  const caller = makeBridgeCaller({
    crypto: webCrypto,
    extension: { version: '0.1.0', browser: options.browser ?? 'Chromium 141 on Linux' },
    wire: {
      send(message) {
        sent.push(message);
        output.write(encodeMessage(message));
      },
      close,
    },
    told: (heard) => void news.push(heard),
    lost,
    ...(options.versions === undefined ? {} : { versions: options.versions }),
  });
  const reader = makeFrameReader();
  input.on('data', (chunk: Buffer) => {
    for (const body of reader.take(chunk) ?? []) {
      const message = parseMessage(body);
      came.push(message);
      caller.receive(message);
    }
  });
  input.on('close', () => caller.ended());
  input.on('end', () => caller.ended());
  input.on('error', () => undefined);
  output.on('error', () => undefined);
  return { ...caller, news, over, came, sent, raw: (bytes) => void output.write(bytes), hangUp: close };
}

export function browserOnSocket(place: string, options: { readonly browser?: string; readonly versions?: VersionSpan } = {}): PlayedBrowser {
  const socket = connect(place);
  return playBrowser({ input: socket, output: socket, close: () => socket.end() }, options);
}

/** Starts the host as a browser does: pipes for input and output, nothing else. */
export function browserOnHost(launcher: string, options: { readonly browser?: string; readonly runtimeFolder?: string } = {}): PlayedBrowser & { readonly host: ChildProcess; readonly exited: Promise<number | null>; readonly saidOnError: () => string } {
  const env = options.runtimeFolder === undefined ? process.env : { ...process.env, XDG_RUNTIME_DIR: options.runtimeFolder };
  const host = spawn(launcher, [`chrome-extension://${chromiumExtensionIds[0] ?? ''}/`], { stdio: ['pipe', 'pipe', 'pipe'], env });
  let errors = '';
  host.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString('utf8')));
  const exited = new Promise<number | null>((resolve) => void host.once('exit', resolve));
  return { ...playBrowser({ input: host.stdout, output: host.stdin, close: () => host.stdin.end() }, options), host, exited, saidOnError: () => errors };
}

/** Pairs as a person would who compares the codes, and hands over what the extension keeps. */
export async function pairBrowser(browser: PlayedBrowser, shown: (code: string) => void = () => undefined): Promise<KnownPairing> {
  await browser.hello();
  const key = await webCrypto.makeDhKey();
  const talk = await browser.pair(key);
  if ('declined' in talk) {
    throw new Error(`declined: ${talk.declined}`);
  }
  shown(talk.code);
  const answer = await talk.answered;
  if (!answer.accepted) {
    throw new Error(`declined: ${answer.because}`);
  }
  return { pairingId: answer.pairingId, key, appKey: answer.appKey };
}
