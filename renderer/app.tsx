/** Which screen stands in the window. Follows `app.state`; locking reloads the page, so nothing here has to forget. */
import { useEffect, useState } from 'react';
import { assertNever } from '../shared/failure.ts';
import { AppCover } from './app-cover.tsx';
import { AppTrouble } from './app-trouble.tsx';
import { ask, hear } from './client/client.ts';
import { TouchDialog } from './hardware-key/touch-dialog.tsx';
import { ToastRegion, clearToasts, showToast } from './parts/toast-region.tsx';
import { BrowseScreen } from './screens/browse/browse-screen.tsx';
import { CreateVaultScreen } from './screens/first-run/create-vault-screen.tsx';
import { WelcomeScreen } from './screens/first-run/welcome-screen.tsx';
import { useShortcutNotice } from './screens/quick-copy/use-desktop-state.ts';
import { UnlockScreen } from './screens/unlock/unlock-screen.tsx';
import { VirtualKeyBanner } from './virtual-key-banner.tsx';
import { unsavedForm } from './screens/editor/unsaved.ts';
import { useAppState, useOpenVault } from './state/use-app-state.ts';
import { useSettings } from './state/use-settings.ts';
import { clipboardKept, openNoticeSentences } from './text/app.ts';
import { lockFailed } from './text/browse.ts';

/** What opening brought to light, said once for each opening. */
function useOpenNotices(): void {
  const open = useOpenVault();
  const notices = open?.notices.join(' ') ?? '';
  useEffect(() => {
    for (const notice of open?.notices ?? []) {
      showToast({ text: openNoticeSentences[notice], tone: 'bad' });
    }
    // Only when the list itself is another one: the state changes with every new name or slot.
  }, [notices]);
}

/** The menu's "Lock" wherever the person is. Where something is being written, the browse screen asks about it first. */
function useMenuLock(): void {
  useEffect(
    () =>
      hear('menu.chosen', ({ command }) => {
        if (command === 'lock' && unsavedForm.get() === null) {
          ask('vault.lock', {}).catch(() => showToast({ text: lockFailed, tone: 'bad' }));
        }
      }),
    [],
  );
}

/** Said on every screen: the lock may be what could not clear it. */
function useClipboardNotice(): void {
  useEffect(() => hear('clipboard.clearFailed', () => showToast({ text: clipboardKept, tone: 'bad' })), []);
}

function Face() {
  const { state, failure, again } = useAppState();
  // Stays after the vault is made and open, until the recovery kit is done.
  const [creating, setCreating] = useState(false);
  const create = (): void => setCreating(true);
  if (creating) {
    return <CreateVaultScreen onDone={() => setCreating(false)} />;
  }
  if (failure !== null && failure !== undefined) {
    return <AppTrouble failure={failure} again={again} onCreate={create} />;
  }
  switch (state?.phase) {
    case undefined:
      return null;
    case 'no-vault':
      return <WelcomeScreen onCreate={create} />;
    case 'locked':
      return <UnlockScreen vault={state} onCreate={create} />;
    case 'open':
      return <BrowseScreen />;
    default:
      return assertNever(state);
  }
}

export function App() {
  const { settings } = useSettings();
  const { state } = useAppState();
  // Before the notices of the opening, which belong to what comes.
  useEffect(clearToasts, [state?.phase]);
  useOpenNotices();
  useMenuLock();
  useClipboardNotice();
  useShortcutNotice(state?.phase === 'open');
  useEffect(() => {
    document.documentElement.dataset['theme'] = settings.theme;
  }, [settings.theme]);
  return (
    <>
      <Face />
      <TouchDialog />
      <ToastRegion />
      <VirtualKeyBanner />
      <AppCover active={settings.hideWhenUnfocused} />
    </>
  );
}
