/** A row of the popup: what it is, a button that fills it, and what the application can copy of it. */
import { doneAnswer } from '../messages/popup-messages.ts';
import type { Offer } from '../messages/content-messages.ts';
import { bridgeSentence } from '../words/chooser-words.ts';
import { popupWords } from '../words/popup-words.ts';
import { ask, button, make } from './page-parts.ts';

interface RowDeps {
  readonly say: (sentence: string) => void;
  /** Null where there is no page to fill. */
  readonly fillIn: number | null;
}

export const sentenceOf = (answer: ReturnType<typeof doneAnswer.parse> | null, good: string): string => {
  if (answer === null) {
    return bridgeSentence('absent');
  }
  return answer.ok ? good : answer.failure === 'no-form' ? popupWords.noForm : bridgeSentence(answer.failure);
};

function copies(offer: Offer, say: (sentence: string) => void): readonly HTMLElement[] {
  if (offer.kind !== 'login') {
    return [];
  }
  const whats = [
    ['username', popupWords.copyUsername],
    ['password', popupWords.copyPassword],
    ...(offer.hasTotp ? ([['code', popupWords.copyCode]] as const) : []),
  ] as const;
  return whats.map(([what, label]) =>
    button(label, () => void ask({ type: 'popup.copy', itemId: offer.itemId, what }, doneAnswer).then((answer) => say(sentenceOf(answer, popupWords.copied))), { className: 'quiet', name: popupWords.copyOf(label, offer.title) }),
  );
}

const isFillable = (kind: string): kind is 'login' | 'card' | 'identity' => kind === 'login' || kind === 'card' || kind === 'identity';

function row(offer: Offer, { say, fillIn }: RowDeps): HTMLElement {
  const { kind, itemId, title, subtitle } = offer;
  const text = make('div', 'text', make('div', 'title', title), make('div', 'sub', subtitle));
  const fill =
    fillIn === null || !isFillable(kind)
      ? []
      : [button(popupWords.fill, () => void ask({ type: 'popup.fill', tabId: fillIn, itemId, kind }, doneAnswer).then((answer) => say(sentenceOf(answer, popupWords.filled))), { name: popupWords.fillItem(title) })];
  return make('li', 'item', text, make('div', 'copies', ...copies(offer, say)), ...fill);
}

export function itemList(offers: readonly Offer[], deps: RowDeps): HTMLElement {
  return make('ul', '', ...offers.map((offer) => row(offer, deps)));
}
