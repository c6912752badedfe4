/**
 * The quick window: the unlock while the vault is locked, the list while it is open. Put away it forgets what was typed; a lock loads the
 * page anew. The root of its own page (`quick-main.tsx`); the main window never shows it.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { assertNever } from '../../../shared/failure.ts';
import { hear } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { useShortcut } from '../../state/shortcuts.ts';
import { useAppState } from '../../state/use-app-state.ts';
import { useSettings } from '../../state/use-settings.ts';
import { sentenceFor } from '../../text/failures.ts';
import { quickWords as words } from '../../text/quick-words.ts';
import { openMain, putAway } from './leave-quick.ts';
import { QuickFind } from './quick-find.tsx';
import { QuickUnlock } from './quick-unlock.tsx';
import './quick-copy.css';

/** Each turn begins empty, or with what the tray looks for. */
function useTurn(): { readonly number: number; readonly text: string } {
  const client = useQueryClient();
  const [turn, setTurn] = useState({ number: 0, text: '' });
  useEffect(() => {
    const begin = (text: string): void => setTurn(({ number }) => ({ number: number + 1, text }));
    // What was used last, and what the browser shows, are others now.
    const renew = (): void => void client.invalidateQueries({ queryKey: ['quick.find'] });
    const stops = [
      hear('quick.hidden', () => {
        begin('');
        renew();
      }),
      hear('quick.shown', ({ text }) => {
        if (text !== '') {
          begin(text);
        }
        renew();
        document.querySelector<HTMLElement>('[data-focus-home] input')?.focus();
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [client]);
  return turn;
}

function Elsewhere({ sentence }: { readonly sentence: string }) {
  return (
    <div className="quick__elsewhere">
      <p>{sentence}</p>
      <Button variant="solid" autoFocus onPress={openMain}>
        {words.openMain}
      </Button>
    </div>
  );
}

function Content() {
  const { state, failure } = useAppState();
  const turn = useTurn();
  if (failure !== null && failure !== undefined) {
    return <Elsewhere sentence={sentenceFor(failure)} />;
  }
  switch (state?.phase) {
    case undefined:
      return null;
    case 'no-vault':
      return <Elsewhere sentence={words.noVault} />;
    case 'locked':
      return <QuickUnlock key={turn.number} vault={state} />;
    case 'open':
      return <QuickFind key={turn.number} firstText={turn.text} />;
    default:
      return assertNever(state);
  }
}

export function QuickScreen() {
  const { settings } = useSettings();
  useEffect(() => {
    document.documentElement.dataset['theme'] = settings.theme;
  }, [settings.theme]);
  useShortcut('escape', putAway, { inDialogs: true });
  return (
    <main className="quick" data-focus-home="1">
      <h1 className="hidden-visually">{words.title}</h1>
      <Content />
    </main>
  );
}
