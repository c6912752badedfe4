/** The way to another vault: opened before, a file, or a new one. Shown wherever no vault is open. */
import { File, FolderOpen, ListX, Plus } from 'lucide-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AppState } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Menu } from '../../parts/menu-button.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useTakeAppState } from '../../state/use-app-state.ts';
import { sentenceFor } from '../../text/failures.ts';
import { unlockWords } from '../../text/unlock.ts';

export type VaultChoice = {
  /** Asks for a file in the main process's dialog and makes it the chosen vault. */
  readonly chooseFile: () => Promise<void>;
  readonly select: (token: string) => Promise<void>;
  /** Why the last choice did not hold; shown by the screen, beside the way to choose. */
  readonly failure: unknown;
  readonly forget: () => void;
};

export function useVaultChoice(): VaultChoice {
  const takeState = useTakeAppState();
  const [failure, setFailure] = useState<unknown>(null);
  const choose = async (which: () => Promise<AppState | null>): Promise<void> => {
    setFailure(null);
    try {
      const state = await which();
      if (state !== null) {
        takeState(state);
      }
    } catch (error) {
      setFailure(error);
    }
  };
  return {
    chooseFile: () => choose(() => ask('vault.chooseExisting', {})),
    select: (token) => choose(() => ask('vault.select', { token })),
    failure,
    forget: () => setFailure(null),
  };
}

/** The sentence about a file that could not be chosen. */
export function ChoiceTrouble({ failure }: { readonly failure: unknown }) {
  return failure === null ? null : (
    <p className="unlock__error choice-trouble" role="alert">
      {sentenceFor(failure)}
    </p>
  );
}

const mostShown = 6;

type OtherVaultProps = { readonly choice: VaultChoice; readonly onCreate: () => void; readonly size?: 'm' | 'l'; readonly label?: string };

export function OtherVault({ choice, onCreate, size = 'm', label = unlockWords.otherVault }: OtherVaultProps) {
  const { data: recent = [] } = useQuery(queryFor('vault.recent', {}));
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
      await choice.chooseFile();
    } else if (name === 'new') {
      onCreate();
    } else if (name === 'forget') {
      await forget();
    } else {
      await choice.select(name);
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
