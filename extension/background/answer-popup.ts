/** What the extension's own pages ask, answered. */
import { AskFailure } from '../../shared/browser-asks.ts';
import { assertNever } from '../../shared/failure.ts';
import type { FrameAnswer, ToPage } from '../messages/content-messages.ts';
import type { DoneAnswer, FromPopup, PopupState } from '../messages/popup-messages.ts';
import type { AppLink } from './app-link.ts';
import { contextOfTab, siteName } from './frame-context.ts';
import type { PairWithApp } from './pair-with-app.ts';
import { forgetPairing } from './pairing-store.ts';
import type { SaveOffers } from './save-offers.ts';

interface PopupDeps {
  readonly link: AppLink;
  readonly saves: SaveOffers;
  readonly pairing: PairWithApp;
}

async function done(act: Promise<unknown>): Promise<DoneAnswer> {
  try {
    await act;
    return { ok: true };
  } catch (error) {
    return { ok: false, failure: error instanceof AskFailure ? error.failure : 'absent' };
  }
}

const didFill = (answer: unknown): answer is FrameAnswer => typeof answer === 'object' && answer !== null && 'filled' in answer && answer.filled === true;

/** Frame by frame, the page's own first, until one has a form for it. Each frame asks for its values itself, and is refused by itself. */
export async function tellFrames(tabId: number, message: ToPage): Promise<boolean> {
  const frames = (await chrome.webNavigation.getAllFrames({ tabId }).catch(() => null)) ?? [];
  for (const { frameId } of [...frames].sort((one, other) => one.frameId - other.frameId)) {
    if (didFill(await chrome.tabs.sendMessage(tabId, message, { frameId }).catch(() => null))) {
      return true;
    }
  }
  return false;
}

export function makePopupAnswers({ link, saves, pairing }: PopupDeps) {
  async function stateFor(tabId: number): Promise<PopupState> {
    await link.wake();
    const page = contextOfTab(await chrome.tabs.get(tabId).catch(() => undefined));
    const base = { link: link.state(), status: link.status(), site: page === null ? '' : siteName(page), save: saves.offerIn(tabId) };
    if (page === null || link.status()?.phase !== 'open') {
      return { ...base, offers: [], refused: null };
    }
    try {
      const lists = await Promise.all((['login', 'card', 'identity'] as const).map((kind) => link.ask('offer.list', { page, kind })));
      return { ...base, offers: lists.flatMap(({ offers }) => offers), refused: null };
    } catch (error) {
      return { ...base, offers: [], refused: error instanceof AskFailure ? error.failure : null };
    }
  }

  const filled = async (tabId: number, message: ToPage): Promise<DoneAnswer> => ((await tellFrames(tabId, message)) ? { ok: true } : { ok: false, failure: 'no-form' });

  return async function answer(message: FromPopup): Promise<unknown> {
    switch (message.type) {
      case 'popup.state':
        return stateFor(message.tabId);
      case 'popup.search':
        return link.ask('item.search', { text: message.text, count: 50 }).catch(() => ({ offers: [], total: 0 }));
      case 'popup.fill':
        return filled(message.tabId, { type: 'fill-item', itemId: message.itemId, kind: message.kind });
      case 'popup.copy':
        return done(link.ask('item.copy', { itemId: message.itemId, what: message.what }));
      case 'popup.generate':
        return link.ask('password.generate', { rules: { passwordrules: null, minlength: message.length, maxlength: message.length, pattern: null } }).catch(() => null);
      case 'popup.use-password':
        return filled(message.tabId, { type: 'fill-password', value: message.value });
      case 'popup.unlock':
        return done(link.ask('unlock.request', {}));
      case 'popup.lock':
        return done(link.ask('vault.lock', {}));
      case 'popup.save':
        return saves.save(message.tabId, message.title, message.username);
      case 'popup.update':
        return saves.update(message.tabId, message.itemId);
      case 'popup.dismiss':
        return saves.dismiss(message.tabId);
      case 'pair.begin':
        return pairing.begin();
      case 'pair.same':
        return pairing.said(message.same);
      case 'pair.state':
        return pairing.state();
      case 'pair.forget':
        return forgetPairing().then(() => link.restart());
      default:
        return assertNever(message);
    }
  };
}
