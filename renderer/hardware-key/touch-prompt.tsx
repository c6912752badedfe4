/** Shows what is wanted of a hardware key's owner at this moment, wherever a screen waits for one; nothing when nothing is. */
import { assertNever } from '../../shared/failure.ts';
import { TouchRing } from '../parts/touch-ring.tsx';
import { keyWords } from '../text/key-words.ts';
import { touchWords } from '../text/unlock.ts';
import { useCurrentAsk, type CurrentAsk } from './current-ask.ts';
import { NewPinDialog } from './new-pin-dialog.tsx';
import { PinDialog } from './pin-dialog.tsx';

function titleOf({ keyNames, step, steps }: CurrentAsk): string {
  return steps > 1 ? touchWords.stepTitle(step, steps) : touchWords.title(keyNames);
}

export function TouchPrompt({ onCancel }: { readonly onCancel: () => void }) {
  const ask = useCurrentAsk();
  if (ask === null) {
    return null;
  }
  const { askId, wish, keyNames, endsAt } = ask;
  switch (wish.kind) {
    case 'insert':
      return <TouchRing title={keyWords.insert(keyNames)} line={keyWords.insertLine} endsAt={endsAt} onCancel={onCancel} />;
    case 'choose':
      return <TouchRing title={keyWords.choose} line={keyWords.chooseLine(wish.count)} endsAt={endsAt} onCancel={onCancel} />;
    case 'touch':
      return <TouchRing title={titleOf(ask)} line={wish.withFinger ? keyWords.finger : touchWords.blinking} endsAt={endsAt} onCancel={onCancel} />;
    case 'pin':
      // Each time anew: what was wrong the last time is not what is typed now.
      return <PinDialog key={endsAt} askId={askId} wish={wish} onCancel={onCancel} />;
    case 'new-pin':
      return <NewPinDialog key={endsAt} askId={askId} wish={wish} onCancel={onCancel} />;
    default:
      return assertNever(wish);
  }
}
