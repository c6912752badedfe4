/** The question whether to keep what a page sent. In the popup, where no page can draw one like it; the password is not here to be shown. */
import { doneAnswer, type SaveOffer } from '../messages/popup-messages.ts';
import { popupWords } from '../words/popup-words.ts';
import { sentenceOf } from './item-list.ts';
import { ask, button, labelled, make, tell, textInput } from './page-parts.ts';

interface SaveDeps {
  readonly tabId: number;
  readonly say: (sentence: string) => void;
  readonly settled: () => void;
}

export function saveSection(offer: SaveOffer, { tabId, say, settled }: SaveDeps): HTMLElement {
  const words = popupWords.save;
  const isNew = offer.verdict === 'new';
  const title = textInput(offer.site);
  const username = textInput(offer.username);

  async function act(message: Parameters<typeof ask>[0], good: string): Promise<void> {
    const answer = await ask(message, doneAnswer);
    if (answer?.ok === true) {
      settled();
    }
    say(sentenceOf(answer, good));
  }

  const save = (label: string, className: string) => button(label, () => void act({ type: 'popup.save', tabId, title: title.value, username: username.value }, words.saved), { className });
  const updates = offer.candidates.map(({ itemId, title: name, username: user }, at) =>
    button(offer.candidates.length === 1 ? words.update : words.updateItem(name, user), () => void act({ type: 'popup.update', tabId, itemId }, words.updated), { className: at === 0 ? 'solid' : '' }),
  );
  const dismiss = button(words.dismiss, () => {
    void tell({ type: 'popup.dismiss', tabId });
    settled();
  });
  const inputs = [labelled(words.itemTitle, title), labelled(words.username, username)];
  const section = make(
    'section',
    'ask',
    make('h1', '', isNew ? words.titleNew(offer.site) : words.titleChanged(offer.site)),
    make('p', 'small', isNew ? words.intoNew(offer.vaultName) : words.into(offer.vaultName)),
    ...(isNew ? inputs : []),
    make('div', 'row', ...(isNew ? [save(words.save, 'solid')] : [...updates, save(words.saveAsNew, '')]), dismiss),
  );
  section.dataset['part'] = 'save';
  return section;
}
