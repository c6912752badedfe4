/** Over everything, wherever an item is used that needs a touch: which item, which key, how long. Screens that ask for other touches show them themselves. */
import { Dialog } from '../parts/dialog.tsx';
import { touchWords } from '../text/unlock.ts';
import { useCurrentAsk } from './current-ask.ts';
import { cancelAsk } from './key-agent.ts';
import { TouchPrompt } from './touch-prompt.tsx';

export function TouchDialog() {
  const ask = useCurrentAsk();
  if (ask === null || ask.forItem === null) {
    return null;
  }
  const cancel = (): void => cancelAsk(ask.askId);
  return (
    <Dialog title={touchWords.forItem(ask.forItem)} size="s" onClose={cancel}>
      <TouchPrompt onCancel={cancel} />
    </Dialog>
  );
}
