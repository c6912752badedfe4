/** Over everything, wherever an item is used that needs a touch: which item, which key, how long. Screens that ask for other touches show them themselves. */
import { Dialog } from '../parts/dialog.tsx';
import { touchWords } from '../text/unlock.ts';
import { useCurrentAsk } from './current-ask.ts';
import { stopTouch } from './stop-touch.ts';
import { TouchPrompt } from './touch-prompt.tsx';

export function TouchDialog() {
  const ask = useCurrentAsk();
  if (ask === null || ask.forItem === null) {
    return null;
  }
  if (ask.wish.kind === 'pin' || ask.wish.kind === 'new-pin') {
    // A window of its own already.
    return <TouchPrompt onCancel={stopTouch} />;
  }
  return (
    <Dialog title={touchWords.forItem(ask.forItem)} size="s" onClose={stopTouch}>
      <TouchPrompt onCancel={stopTouch} />
    </Dialog>
  );
}
