/** The background's entry: builds the parts, joins them to the browser's events. No logic of its own. */
import { fromPage } from '../messages/content-messages.ts';
import { fromPopup } from '../messages/popup-messages.ts';
import { makePageAnswers } from './answer-page.ts';
import { makePopupAnswers } from './answer-popup.ts';
import { makeAppLink } from './app-link.ts';
import { watchCommands } from './browser-commands.ts';
import { makePairWithApp } from './pair-with-app.ts';
import { showBadge } from './show-badge.ts';
import { makeSaveOffers } from './save-offers.ts';
import { makeShownPage } from './shown-page.ts';
import { tellAllTabs } from './tell-tabs.ts';
import { sendingPort } from '../words/port-names.ts';

const link = makeAppLink({
  changed: () => {
    void showBadge(null, link.state());
    if (link.status()?.phase !== 'open') {
      saves.forgetAll();
    }
  },
  told: () => void tellAllTabs({ type: 'stale' }),
});
const saves = makeSaveOffers({ link, now: () => Date.now(), changed: (tabId, has) => void showBadge({ tabId, has }, link.state()) });
const pairing = makePairWithApp(link);
const answerPage = makePageAnswers(link, saves);
const answerPopup = makePopupAnswers({ link, saves, pairing });
const shown = makeShownPage(link);

const ownPages = chrome.runtime.getURL('');

/** SECURITY: our own pages are known by the browser's word, and a page's content script is never taken for one. */
const isOwnPage = (sender: chrome.runtime.MessageSender): boolean => sender.id === chrome.runtime.id && sender.url?.startsWith(ownPages) === true;

chrome.runtime.onMessage.addListener((message: unknown, sender, respond: (answer: unknown) => void) => {
  if (sender.id !== chrome.runtime.id) {
    return false;
  }
  const own = isOwnPage(sender);
  const popup = own ? fromPopup.safeParse(message) : null;
  const page = own ? null : fromPage.safeParse(message);
  const answering = popup?.success === true ? answerPopup(popup.data) : page?.success === true ? answerPage(page.data, sender) : null;
  if (answering === null) {
    return false;
  }
  answering.then((value) => respond(value ?? null), () => respond(null));
  return true;
});

/** What a page sent, by a way that was open before the page began to leave. */
chrome.runtime.onConnect.addListener((port) => {
  const { sender } = port;
  if (port.name !== sendingPort || sender === undefined || sender.id !== chrome.runtime.id || isOwnPage(sender)) {
    port.disconnect();
    return;
  }
  port.onMessage.addListener((message: unknown) => {
    const parsed = fromPage.safeParse(message);
    if (parsed.success && (parsed.data.type === 'login-sent' || parsed.data.type === 'username-sent')) {
      void answerPage(parsed.data, sender);
    }
  });
});

chrome.tabs.onRemoved.addListener((tabId) => saves.dismiss(tabId));
chrome.runtime.onStartup.addListener(() => void link.wake());
chrome.runtime.onInstalled.addListener(() => void link.wake());
watchCommands();
shown.watch();
void link.wake();
