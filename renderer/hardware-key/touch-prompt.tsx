/** Shows the touch that is asked for at this moment, wherever a screen waits for one; nothing when none is. */
import { TouchRing } from '../parts/touch-ring.tsx';
import { touchWords } from '../text/unlock.ts';
import { useCurrentAsk } from './current-ask.ts';

export function TouchPrompt({ onCancel }: { readonly onCancel: () => void }) {
  const ask = useCurrentAsk();
  if (ask === null) {
    return null;
  }
  const name = touchWords.title(ask.keyNames);
  return ask.steps > 1 ? (
    <TouchRing title={touchWords.stepTitle(ask.step, ask.steps)} line={touchWords.blinking} endsAt={ask.endsAt} onCancel={onCancel} />
  ) : (
    <TouchRing title={name} line={touchWords.blinking} endsAt={ask.endsAt} onCancel={onCancel} />
  );
}
