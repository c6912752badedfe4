/** The content script's way to the background and back. Answers come from our own background, so their shape is believed. */
import { sendingPort } from '../words/port-names.ts';
import type { FillAnswer, FrameAnswer, FromPage, OffersAnswer, SuggestAnswer, ToPage } from '../messages/content-messages.ts';

type AnswerOf<Ask extends FromPage> = Ask extends { type: 'offers' } ? OffersAnswer : Ask extends { type: 'fill' } ? FillAnswer : Ask extends { type: 'suggest' } ? SuggestAnswer : null;

/** Null when the background is not there: the extension was updated or removed under the page. */
export async function askBackground<Ask extends FromPage>(message: Ask): Promise<AnswerOf<Ask> | null> {
  try {
    const answer: AnswerOf<Ask> | null = await chrome.runtime.sendMessage(message);
    return answer;
  } catch {
    return null;
  }
}

let sending: chrome.runtime.Port | null = null;

/** Opened when somebody is in a field of a login: a page that leaves at once takes a message that has to find its way first with it. */
export function openSending(): void {
  try {
    sending ??= chrome.runtime.connect({ name: sendingPort });
    sending.onDisconnect.addListener(() => void (sending = null));
  } catch {
    sending = null;
  }
}

export function tellSent(message: Extract<FromPage, { type: 'username-sent' | 'login-sent' }>): void {
  openSending();
  try {
    sending?.postMessage(message);
  } catch {
    sending = null;
  }
}

export function onBackground(hear: (message: ToPage) => Promise<FrameAnswer> | null): void {
  chrome.runtime.onMessage.addListener((message: ToPage, sender, respond: (answer: FrameAnswer) => void) => {
    const answering = sender.id === chrome.runtime.id && sender.tab === undefined ? hear(message) : null;
    if (answering === null) {
      return false;
    }
    answering.then(respond, () => respond({ filled: false }));
    return true;
  });
}
