/** The way to another vault: opened before, a file, or a new one. Shown wherever no vault is open. */
import { File, FolderOpen, ListX, Plus } from 'lucide-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Menu } from '../../parts/menu-button.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useTakeAppState } from '../../state/use-app-state.ts';
import { sentenceFor } from '../../text/failures.ts';
import { unlockWords } from '../../text/unlock.ts';

/** Asks for a file in the main process's dialog and makes it the chosen vault; says why where it cannot be. */
export function useChooseVaultFile(): () => Promise<void> {
  const takeState = useTakeAppState();
  return async () => {
    try {
      const state = await ask('vault.chooseExisting', {});
      if (state !== null) {
        takeState(state);
      }
    } catch (error) {
      showToast({ text: sentenceFor(error), tone: 'bad' });
    }
  };
}

const mostShown = 6;

export function OtherVault({ onCreate, size = 'm', label = unlockWords.otherVault }: { readonly onCreate: () => void; readonly size?: 'm' | 'l'; readonly label?: string }) {
  const { data: recent = [] } = useQuery(queryFor('vault.recent', {}));
  const takeState = useTakeAppState();
  const chooseFile = useChooseVaultFile();
  const client = useQueryClient();
  /** From this computer's memory; the files stay. All of them, not only those shown. */
  const forget = async (): Promise<void> => {
    try {
      for (const { token } of recent) {
        await ask('vault.forget', { token });
      }
      showToast({ text: unlockWords.recentForgotten });
    } catch (error) {
      showToast({ text: sentenceFor(error), tone: 'bad' });
    } finally {
      await client.invalidateQueries({ queryKey: ['vault.recent'] });
    }
  };
  const choose = async (name: string): Promise<void> => {
    if (name === 'file') {
      await chooseFile();
    } else if (name === 'new') {
      onCreate();
    } else if (name === 'forget') {
      await forget();
    } else {
      try {
        takeState(await ask('vault.select', { token: name }));
      } catch (error) {
        showToast({ text: sentenceFor(error), tone: 'bad' });
      }
    }
  };
  return (
    <Menu
      label={label}
      placement="bottom start"
      onChoose={(name) => void choose(name)}
      trigger={
        size === 'l' ? (
          <Button size="l">{label}</Button>
        ) : (
          <Button variant="plain" className="link-button">
            {label}
          </Button>
        )
      }
      groups={[
        ...(recent.length > 0 ? [{ heading: unlockWords.recent, entries: [...recent.slice(0, mostShown).map((vault) => ({ name: vault.token, label: vault.name, icon: File })), { name: 'forget', label: unlockWords.forgetRecent, icon: ListX }] }] : []),
        {
          entries: [
            { name: 'file', label: unlockWords.openFile, icon: FolderOpen },
            { name: 'new', label: unlockWords.newVault, icon: Plus },
          ],
        },
      ]}
    />
  );
}
