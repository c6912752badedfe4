/** The context menu and the key: both open the chooser at the field that has the focus, in the frame that has it. */
import type { ToPage } from '../messages/content-messages.ts';
import { popupWords } from '../words/popup-words.ts';

const menuId = 'open-chooser';
const open: ToPage = { type: 'open-chooser' };

async function openInTab(tabId: number | undefined, frameId?: number): Promise<void> {
  if (tabId !== undefined) {
    // Without a frame every frame hears it; the one with the focus acts.
    await chrome.tabs.sendMessage(tabId, open, frameId === undefined ? {} : { frameId }).catch(() => undefined);
  }
}

export function watchCommands(): void {
  chrome.runtime.onInstalled.addListener(() => {
    chrome.contextMenus.removeAll(() => chrome.contextMenus.create({ id: menuId, title: popupWords.menu, contexts: ['editable'], documentUrlPatterns: ['http://*/*', 'https://*/*'] }));
  });
  chrome.contextMenus.onClicked.addListener(({ menuItemId, frameId }, tab) => {
    if (menuItemId === menuId) {
      void openInTab(tab?.id, frameId);
    }
  });
  chrome.commands.onCommand.addListener((command, tab) => {
    if (command === menuId) {
      void openInTab(tab?.id);
    }
  });
}
