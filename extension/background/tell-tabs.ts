/** A word to every frame of every tab; those that do not listen are passed over. */
import type { ToPage } from '../messages/content-messages.ts';

export async function tellAllTabs(message: ToPage): Promise<void> {
  const tabs = await chrome.tabs.query({ url: ['http://*/*', 'https://*/*'] });
  await Promise.all(tabs.flatMap(({ id }) => (id === undefined ? [] : [chrome.tabs.sendMessage(id, message).catch(() => undefined)])));
}
