/**
 * The connection to the application: made when the browser starts, made anew when somebody asks and it is gone. Holds the last status the
 * application told. Pairing is `pair-with-app.ts`; what is asked over it is the callers' business.
 */
import { makeBridgeCaller, BridgeTrouble, type BridgeCaller, type WireTrouble } from '../../shared/browser-caller.ts';
import type { AskGives, AskName, AskTakes, BridgeStatus, News } from '../../shared/browser-asks.ts';
import { hostName } from '../../shared/browser-names.ts';
import { assertNever } from '../../shared/failure.ts';
import { makeWebChannelCrypto, webDhKey } from '../../shared/web-channel-crypto.ts';
import type { LinkState } from '../messages/popup-messages.ts';
import { describeBrowser } from './describe-browser.ts';
import { isKeyPair, loadPairing } from './pairing-store.ts';

export interface AppLink {
  state(): LinkState;
  status(): BridgeStatus | null;
  /** Connects where it is not. @throws AskFailure, BridgeTrouble */
  ask<Name extends AskName>(name: Name, of: AskTakes<Name>): Promise<AskGives<Name>>;
  /** A connection of its own, greeted but not begun, for pairing. */
  greet(): Promise<BridgeCaller>;
  /** Tries to be connected; says nothing when that fails, the state does. */
  wake(): Promise<void>;
  /** Ends what is there and begins anew, after the pairing changed. */
  restart(): Promise<void>;
}

export const channelCrypto = makeWebChannelCrypto<CryptoKey>(crypto, isKeyPair);

export function stateAfter(trouble: WireTrouble): LinkState {
  switch (trouble) {
    case 'app-not-running':
    case 'app-gone':
    case 'closed':
    case 'too-many':
      return 'not-running';
    case 'version':
    case 'other-versions':
      return 'old-app';
    case 'unknown-pairing':
      return 'cut-off';
    case 'malformed':
    case 'too-large':
    case 'out-of-order':
    case 'broken-seal':
    case 'forged':
      return 'broken';
    default:
      return assertNever(trouble);
  }
}

/** Chromium and Firefox each say it in a sentence of their own. */
const isNoHost = (message: string | undefined): boolean => /host not found|no such native application|is forbidden/iu.test(message ?? '');

/** A host that starts and then says nothing would keep everybody waiting. */
const patienceMilliseconds = 20_000;

async function inTime<T>(caller: BridgeCaller, act: () => Promise<T>): Promise<T> {
  const late = setTimeout(() => caller.ended(), patienceMilliseconds);
  try {
    return await act();
  } finally {
    clearTimeout(late);
  }
}

interface LinkDeps {
  readonly changed: () => void;
  readonly told: (news: News) => void;
}

export function makeAppLink(deps: LinkDeps): AppLink {
  let state: LinkState = 'connecting';
  let status: BridgeStatus | null = null;
  let current: { readonly port: chrome.runtime.Port; readonly caller: BridgeCaller } | null = null;
  let connecting: Promise<BridgeCaller> | null = null;

  function become(next: LinkState): void {
    if (next !== 'connected') {
      status = null;
    }
    state = next;
    deps.changed();
  }

  function hear(news: News): void {
    if (news.news === 'status.changed') {
      status = news.status;
      deps.changed();
    }
    deps.told(news);
  }

  /** @param lost called once when this connection ends. */
  function connect(lost: (trouble: WireTrouble, noHost: boolean) => void): { readonly port: chrome.runtime.Port; readonly caller: BridgeCaller } {
    const port = chrome.runtime.connectNative(hostName);
    let noHost = false;
    const caller = makeBridgeCaller({
      wire: { send: (message) => port.postMessage(message), close: () => port.disconnect() },
      crypto: channelCrypto,
      extension: { version: chrome.runtime.getManifest().version, browser: describeBrowser(navigator.userAgent) },
      told: hear,
      lost: (trouble) => lost(trouble, noHost),
    });
    port.onMessage.addListener((message: unknown) => caller.receive(message));
    port.onDisconnect.addListener(() => {
      noHost = isNoHost(chrome.runtime.lastError?.message);
      caller.ended();
    });
    return { port, caller };
  }

  async function begin(): Promise<BridgeCaller> {
    const pairing = await loadPairing();
    if (pairing === null) {
      become('unpaired');
      throw new BridgeTrouble('unknown-pairing');
    }
    become('connecting');
    const made = connect((trouble, noHost) => {
      if (current === made) {
        current = null;
        become(noHost ? 'no-host' : stateAfter(trouble));
      }
    });
    current = made;
    const { caller } = made;
    await inTime(caller, async () => {
      await caller.hello();
      await caller.begin({ pairingId: pairing.pairingId, key: await webDhKey(crypto, pairing.pair), appKey: pairing.appKey });
      status = await caller.ask('status', {});
    });
    become('connected');
    return caller;
  }

  function connected(): Promise<BridgeCaller> {
    if (current !== null && state === 'connected') {
      return Promise.resolve(current.caller);
    }
    connecting ??= begin().finally(() => void (connecting = null));
    return connecting;
  }

  const link: AppLink = {
    state: () => state,
    status: () => status,
    async ask(name, of) {
      return (await connected()).ask(name, of);
    },
    async greet() {
      const { caller } = connect(() => undefined);
      await inTime(caller, () => caller.hello());
      return caller;
    },
    async wake() {
      await connected().then(() => undefined, () => undefined);
    },
    async restart() {
      const before = current;
      current = null;
      before?.port.disconnect();
      become('connecting');
      await link.wake();
    },
  };
  return link;
}
