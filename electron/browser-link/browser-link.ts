/**
 * The browser bridge as main.ts has it: listener, pairings, answers and limits joined. What happened to the vault is told here, and the
 * paired browsers are listed and cut off here. Not here: the settings' calls (`ipc/browser-calls.ts`), the manifests (`host-install.ts`).
 */
import { ourVersions, type VersionSpan } from '../../shared/browser-messages.ts';
import type { Id } from '../../shared/ids.ts';
import { base64ToBytes } from '../../shared/text-bytes.ts';
import { channelCrypto, makeStoredDhKey, storedDhKey } from '../crypto/channel-crypto.ts';
import { answerAsk } from './answer-ask.ts';
import { makeAskLimits } from './ask-limits.ts';
import { makeChannel } from './channel.ts';
import type { FillPort } from './fill-port.ts';
import { makeFillAnswers, statusOf } from './fill.ts';
import type { PlaceDeps } from './link-place.ts';
import { startListener, type Listener } from './listener.ts';
import type { PairingBook, PairingKeyPair } from './pairing-book.ts';
import { makePairingDesk, type PairingDeskDeps, type PairingQuestion } from './pairing.ts';

export type BrowserLinkDeps = {
  readonly place: PlaceDeps;
  readonly book: PairingBook;
  readonly fill: FillPort;
  readonly isOpen: () => boolean;
  readonly steadyNow: () => number;
  readonly appName: string;
  readonly askToPair: (question: PairingQuestion, signal: AbortSignal) => Promise<boolean>;
  /** A pairing came, went, or was used. */
  readonly changed: () => void;
  readonly trouble: (where: string, error: unknown) => void;
  readonly versions?: VersionSpan;
  readonly pairingSeconds?: NonNullable<PairingDeskDeps['seconds']>;
};

export type PairedBrowser = { readonly pairingId: string; readonly browser: string; readonly pairedAt: number; readonly lastUsedAt: number | null; readonly isConnected: boolean };

export type BrowserLink = {
  start(): Promise<void>;
  /** False where another program of this user listens in our place, or none could be had. */
  isListening(): boolean;
  paired(): readonly PairedBrowser[];
  cutOff(pairingId: string): Promise<void>;
  /** The vault was opened, locked or exchanged. SECURITY: a question about a pairing does not outlive a lock. */
  statusChanged(isOpen: boolean): void;
  itemsChanged(): void;
  matchesCurrentPage(): Promise<readonly Id[]>;
  close(): Promise<void>;
};

export function makeBrowserLink(deps: BrowserLinkDeps): BrowserLink {
  const { book, fill, trouble } = deps;
  const limits = makeAskLimits(deps.steadyNow);
  const { handlers, currentPage } = makeFillAnswers(fill);
  const pairing = makePairingDesk({
    crypto: channelCrypto,
    now: deps.steadyNow,
    makeKey: makeStoredDhKey,
    keep: (kept) => book.add({ ...kept, pairedAt: fill.now(), lastUsedAt: null }),
    isOpen: deps.isOpen,
    bringUp: fill.bringUp,
    ask: deps.askToPair,
    changed: deps.changed,
    ...(deps.pairingSeconds === undefined ? {} : { seconds: deps.pairingSeconds }),
  });
  let listener: Listener | null = null;
  /** Every question of status is told once, in turn: what was asked later is told later. */
  let telling: Promise<void> = Promise.resolve();
  let noting: Promise<void> = Promise.resolve();

  function keysOf(pairingId: string): PairingKeyPair | null {
    const known = book.all().find((one) => one.pairingId === pairingId);
    const [own, theirs] = known === undefined ? [null, null] : [storedDhKey(known.ownKey), base64ToBytes(known.extensionKey)];
    return own === null || theirs === null ? null : { own, theirs };
  }

  function isPaired(pairingId: string): boolean {
    return book.all().some((one) => one.pairingId === pairingId);
  }

  return {
    async start() {
      listener = await startListener({
        place: deps.place,
        trouble,
        makeChannel: (peer) =>
          makeChannel(
            {
              crypto: channelCrypto,
              versions: deps.versions ?? ourVersions,
              appVersion: fill.appVersion,
              appName: deps.appName,
              pairing,
              keysOf,
              proven(pairingId) {
                noting = noting
                  .then(() => book.noteUse(pairingId, fill.now()))
                  .then(deps.changed)
                  .catch((error: unknown) => trouble('note the use of a browser', error));
              },
              answer: async (pairingId, message) => (isPaired(pairingId) ? answerAsk({ handlers, isOpen: deps.isOpen, limits, trouble }, pairingId, message) : null),
              over() {
                currentPage.forget();
                deps.changed();
              },
              trouble,
            },
            peer,
          ),
      });
    },
    isListening: () => listener?.place != null,
    paired() {
      const connected = new Set(listener?.connected() ?? []);
      return book.all().map(({ pairingId, browser, pairedAt, lastUsedAt }) => ({ pairingId, browser, pairedAt, lastUsedAt, isConnected: connected.has(pairingId) }));
    },
    async cutOff(pairingId) {
      // First what is connected: it gets no answer any more, whatever the disk says.
      listener?.cutOff(pairingId);
      await book.remove(pairingId);
      deps.changed();
    },
    statusChanged(isOpen) {
      if (!isOpen) {
        pairing.callOff();
      }
      telling = telling
        .then(async () => listener?.tell({ news: 'status.changed', status: await statusOf(fill) }))
        .catch((error: unknown) => trouble('tell browsers', error));
    },
    itemsChanged: () => listener?.tell({ news: 'items.changed' }),
    matchesCurrentPage: async () => (deps.isOpen() ? currentPage.itemIds() : []),
    async close() {
      pairing.callOff();
      await listener?.close();
      listener = null;
      await noting;
    },
  };
}
