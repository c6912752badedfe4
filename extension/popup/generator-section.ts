/**
 * A new password, made by the application. It is filled into the page or read off; copying it is left to the application, whose clipboard is
 * concealed and cleared, and a browser's is not.
 */
import { doneAnswer, generatedAnswer } from '../messages/popup-messages.ts';
import { bridgeSentence } from '../words/chooser-words.ts';
import { popupWords } from '../words/popup-words.ts';
import { sentenceOf } from './item-list.ts';
import { ask, button, labelled, make, secret } from './page-parts.ts';

export function generatorSection(tabId: number, say: (sentence: string) => void): HTMLElement {
  const length = document.createElement('input');
  length.type = 'range';
  length.min = '8';
  length.max = '64';
  length.value = '20';
  const shown = make('div', '');
  const count = make('span', 'small', length.value);
  let value: string | null = null;

  async function generate(): Promise<void> {
    count.textContent = length.value;
    const made = await ask({ type: 'popup.generate', length: Number(length.value) }, generatedAnswer);
    value = made?.value ?? null;
    shown.replaceChildren(value === null ? make('p', 'small', bridgeSentence('absent')) : secret(value, popupWords.generated));
  }
  async function use(): Promise<void> {
    if (value !== null) {
      say(sentenceOf(await ask({ type: 'popup.use-password', tabId, value }, doneAnswer), popupWords.filled));
    }
  }
  length.addEventListener('input', () => void generate());
  void generate();
  const section = make(
    'section',
    '',
    make('h2', '', popupWords.generator),
    shown,
    labelled(popupWords.length, length),
    make('div', 'row', count, make('span', 'grow'), button(popupWords.again, () => void generate()), button(popupWords.use, () => void use())),
  );
  section.dataset['part'] = 'generator';
  return section;
}
