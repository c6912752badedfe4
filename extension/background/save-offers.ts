/**
 * Logins that pages sent, until the user says whether to keep them. In memory only, one a tab, gone after a while, with the tab, and when
 * the vault locks. Asked about in the popup, the extension's own place, which no page can draw.
 */
import { AskFailure, type PageContext } from '../../shared/browser-asks.ts';
import type { DoneAnswer, SaveOffer } from '../messages/popup-messages.ts';
import type { AppLink } from './app-link.ts';
import { siteName } from './frame-context.ts';

const keptMilliseconds = { offer: 5 * 60_000, username: 10 * 60_000 } as const;

interface Waiting {
  readonly page: PageContext;
  readonly username: string;
  readonly password: string;
  readonly verdict: 'new' | 'changed';
  readonly vaultId: string;
  readonly vaultName: string;
  readonly candidates: readonly { readonly itemId: string; readonly versionId: string; readonly title: string; readonly username: string }[];
  readonly until: number;
}

export interface SaveOffers {
  usernameSent(page: PageContext | null, tabId: number | undefined, username: string): void;
  loginSent(page: PageContext | null, tabId: number | undefined, sent: { readonly username: string; readonly password: string }): Promise<void>;
  offerIn(tabId: number): SaveOffer | null;
  save(tabId: number, title: string, username: string): Promise<DoneAnswer>;
  update(tabId: number, itemId: string): Promise<DoneAnswer>;
  dismiss(tabId: number): void;
  forgetAll(): void;
}

interface SaveDeps {
  readonly link: AppLink;
  readonly now: () => number;
  /** An offer came or went: the badge, and where the browser allows it, the popup. */
  readonly changed: (tabId: number, has: boolean) => void;
}

export function makeSaveOffers({ link, now, changed }: SaveDeps): SaveOffers {
  const waiting = new Map<number, Waiting>();
  const usernames = new Map<number, { readonly origin: string; readonly username: string; readonly until: number }>();

  function drop(tabId: number): void {
    if (waiting.delete(tabId)) {
      changed(tabId, false);
    }
  }

  function current(tabId: number): Waiting | null {
    const found = waiting.get(tabId);
    if (found !== undefined && found.until < now()) {
      drop(tabId);
      return null;
    }
    return found ?? null;
  }

  /** Of a login in two steps, the name was on the page before. */
  function usernameFor(tabId: number, page: PageContext, username: string): string {
    const before = usernames.get(tabId);
    return username === '' && before !== undefined && before.until >= now() && before.origin === page.origin ? before.username : username;
  }

  async function settle(tabId: number, act: (found: Waiting) => Promise<unknown>): Promise<DoneAnswer> {
    const found = current(tabId);
    if (found === null) {
      return { ok: false, failure: 'not-found' };
    }
    try {
      await act(found);
      drop(tabId);
      return { ok: true };
    } catch (error) {
      return { ok: false, failure: error instanceof AskFailure ? error.failure : 'absent' };
    }
  }

  return {
    usernameSent(page, tabId, username) {
      if (page !== null && tabId !== undefined && username !== '') {
        usernames.set(tabId, { origin: page.origin, username, until: now() + keptMilliseconds.username });
      }
    },
    async loginSent(page, tabId, sent) {
      if (page === null || tabId === undefined) {
        return;
      }
      const username = usernameFor(tabId, page, sent.username);
      const judged = await link.ask('login.judge', { page, username, password: sent.password }).catch(() => null);
      const vault = link.status()?.vault ?? null;
      if (judged === null || judged.verdict === 'known' || vault === null || vault.vaultId === null || !vault.writable) {
        return;
      }
      const until = now() + keptMilliseconds.offer;
      waiting.set(tabId, { page, username, password: sent.password, verdict: judged.verdict, vaultId: vault.vaultId, vaultName: vault.name, candidates: judged.candidates, until });
      changed(tabId, true);
    },
    offerIn(tabId) {
      const found = current(tabId);
      return found === null
        ? null
        : { site: siteName(found.page), username: found.username, verdict: found.verdict, vaultName: found.vaultName, candidates: found.candidates.map(({ itemId, title, username }) => ({ itemId, title, username })) };
    },
    save: (tabId, title, username) =>
      settle(tabId, ({ page, vaultId, password }) => link.ask('login.save', { page, vaultId, title: title.trim() === '' ? siteName(page) : title, username, password })),
    update: (tabId, itemId) =>
      settle(tabId, async ({ page, vaultId, password, candidates }) => {
        const candidate = candidates.find((one) => one.itemId === itemId);
        if (candidate === undefined) {
          throw new AskFailure('not-found');
        }
        await link.ask('login.update', { page, vaultId, itemId, versionId: candidate.versionId, password });
      }),
    dismiss: drop,
    forgetAll() {
      [...waiting.keys()].forEach(drop);
      usernames.clear();
    },
  };
}
