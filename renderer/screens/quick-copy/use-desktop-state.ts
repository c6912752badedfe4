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
import { shortcutNotice } from '../../text/quick-copy.ts';

export function useDesktopState(): DesktopState | undefined {
  const client = useQueryClient();
  const query = queryFor('desktop.state', {});
  useEffect(() => hear('desktop.changed', (state) => client.setQueryData(queryFor('desktop.state', {}).queryKey, state)), [client]);
  return useQuery(query).data;
}

/** Said once for each shortcut that another program has, while the vault is open: the settings are at hand then. */
export function useShortcutNotice(isOpen: boolean): void {
  const { settings } = useSettings();
  const isTaken = useDesktopState()?.shortcut === 'taken';
  const said = useRef('');
  useEffect(() => {
    if (isOpen && isTaken && said.current !== settings.quickShortcut) {
      said.current = settings.quickShortcut;
      showToast({ text: shortcutNotice(shortcutWords(acceleratorKeys(settings.quickShortcut))), tone: 'bad' });
    }
  }, [isOpen, isTaken, settings.quickShortcut]);
}
