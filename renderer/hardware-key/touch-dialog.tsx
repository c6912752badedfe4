/** Over everything, wherever an item is used that needs a touch: which item, which key, how long. Screens that ask for other touches show them themselves. */
import { ask as askMain } from '../client/client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { touchWords } from '../text/unlock.ts';
import { useCurrentAsk } from './current-ask.ts';
import { TouchPrompt } from './touch-prompt.tsx';

/** Whoever waits for the touch hears that it was stopped; a wait that is over by now needs no word. */
function stop(): void {
  askMain('item.stopTouch', {}).catch(() => undefined);
}

export function TouchDialog() {
  const ask = useCurrentAsk();
  if (ask === null || ask.forItem === null) {
    return null;
  }
  if (ask.wish.kind === 'pin' || ask.wish.kind === 'new-pin') {
    // A window of its own already.
    return <TouchPrompt onCancel={stop} />;
  }
  return (
    <Dialog title={touchWords.forItem(ask.forItem)} size="s" onClose={stop}>
      <TouchPrompt onCancel={stop} />
    </Dialog>
  );
}
