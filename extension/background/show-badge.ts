/** The button's badge: a login waits to be saved, or the application cannot be reached. Opens the popup where the browser allows that. */
import type { LinkState } from '../messages/popup-messages.ts';
import { popupWords } from '../words/popup-words.ts';

const brass = '#855a0c';

const isWell = (state: LinkState): boolean => state === 'connected' || state === 'connecting';

/** @param waiting a tab in which an offer came or went; null when only the link changed. */
export async function showBadge(waiting: { readonly tabId: number; readonly has: boolean } | null, state: LinkState): Promise<void> {
  await chrome.action.setBadgeBackgroundColor({ color: brass });
  if (waiting === null) {
    await chrome.action.setBadgeText({ text: isWell(state) ? '' : '!' });
    return;
  }
  const { tabId, has } = waiting;
  // Null gives the tab back to the text all tabs have; the tab may be gone already.
  await chrome.action.setBadgeText({ tabId, text: has ? popupWords.badge : '' }).catch(() => undefined);
  const tab = has ? await chrome.tabs.get(tabId).catch(() => undefined) : undefined;
  if (tab?.active === true) {
    // A browser without a focused window, and Firefox without a gesture, say no: then the badge alone says it.
    await chrome.action.openPopup().catch(() => undefined);
  }
}
