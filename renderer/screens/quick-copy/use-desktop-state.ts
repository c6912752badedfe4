/** What the desktop lets the program do (shortcut, tray, start at login): asked once, then told by `desktop.changed`. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { acceleratorKeys } from '../../../shared/accelerator.ts';
import type { DesktopState } from '../../../shared/quick-contract.ts';
import { hear } from '../../client/client.ts';
import { shortcutWords } from '../../parts/shortcut-words.ts';
import { showToast } from '../../parts/toast-region.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useSettings } from '../../state/use-settings.ts';
import { shortcutNotice } from '../../text/quick-words.ts';

export function useDesktopState(): DesktopState | undefined {
  const client = useQueryClient();
  const query = queryFor('desktop.state', {});
  useEffect(() => hear('desktop.changed', (state) => client.setQueryData(queryFor('desktop.state', {}).queryKey, state)), [client]);
  return useQuery(query).data;
}

/** Said once, when the vault is open and the settings are at hand; whoever changes the shortcut there is told beside it. */
export function useShortcutNotice(isOpen: boolean): void {
  const { settings } = useSettings();
  const shortcut = useDesktopState()?.shortcut;
  const isDone = useRef(false);
  useEffect(() => {
    if (isOpen && shortcut !== undefined && !isDone.current) {
      isDone.current = true;
      if (shortcut === 'taken') {
        showToast({ text: shortcutNotice(shortcutWords(acceleratorKeys(settings.quickShortcut))), tone: 'bad' });
      }
    }
  }, [isOpen, shortcut, settings.quickShortcut]);
}
