/** Tells the application which page is in front, for its quick copy. Only while connected, only the address, never from a private window. */
import type { AppLink } from './app-link.ts';
import { contextOfTab } from './frame-context.ts';

export function makeShownPage(link: AppLink) {
  let last: string | null = null;

  async function tell(): Promise<void> {
    if (link.state() !== 'connected') {
      last = null;
      return;
    }
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const focused = tab === undefined ? undefined : await chrome.windows.get(tab.windowId).catch(() => undefined);
    const page = tab?.incognito === false && focused?.focused === true ? contextOfTab(tab) : null;
    const said = page?.url ?? '';
    if (said !== last) {
      last = said;
      await link.ask('page.shown', { page: page === null ? null : { url: page.url, origin: page.origin } }).catch(() => undefined);
    }
  }

  return {
    watch(): void {
      chrome.tabs.onActivated.addListener(() => void tell());
      chrome.tabs.onUpdated.addListener((_tabId, { url, status }) => void (url !== undefined || status === 'complete' ? tell() : undefined));
      chrome.windows.onFocusChanged.addListener(() => void tell());
    },
  };
}
