/** The pairing page: one step at a time, each as the background tells it. A page of its own, because a popup closes when the user looks at Latchkey. */
import { assertNever } from '../../shared/failure.ts';
import { pairState, type PairState } from '../messages/popup-messages.ts';
import { ask, button, make, tell } from '../popup/page-parts.ts';
import { popupWords } from '../words/popup-words.ts';

const main = document.querySelector('main') ?? document.body;
const words = popupWords.pairing;
const lookEveryMilliseconds = 250;

const begin = (label: string): HTMLElement => button(label, () => void tell({ type: 'pair.begin' }).then(look), { className: 'solid' });

function codeStep({ code, saidSame }: Extract<PairState, { step: 'code' }>): readonly HTMLElement[] {
  const shown = make('div', 'code', `${code.slice(0, 3)} ${code.slice(3)}`);
  shown.setAttribute('aria-label', [...code].join(' '));
  shown.setAttribute('role', 'img');
  if (saidSame) {
    return [shown, make('p', '', words.confirmThere)];
  }
  const say = (same: boolean): void => void tell({ type: 'pair.same', same }).then(look);
  return [shown, make('p', '', words.compare), make('div', 'row', button(words.same, () => say(true), { className: 'solid' }), button(words.different, () => say(false)))];
}

function forget(): HTMLElement {
  return button(words.forget, () => void tell({ type: 'pair.forget' }).then(look));
}

function bodyFor(state: PairState): readonly HTMLElement[] {
  switch (state.step) {
    case 'none':
      return state.link === 'unpaired' || state.link === 'cut-off' || state.link === 'no-host'
        ? [make('p', '', words.intro), ...(state.link === 'unpaired' ? [] : [make('p', 'small', popupWords.link[state.link])]), make('div', 'row', begin(words.begin))]
        : [make('p', '', words.already), make('p', 'small', popupWords.link[state.link]), make('div', 'row', begin(words.again), forget())];
    case 'asking':
      return [make('p', '', words.asking)];
    case 'code':
      return codeStep(state);
    case 'paired':
      return [make('p', '', words.paired), make('p', 'small', words.close)];
    case 'declined':
      return [make('p', '', words.declined[state.because]), make('div', 'row', begin(words.begin))];
    default:
      return assertNever(state);
  }
}

let drawn = '';

async function look(): Promise<void> {
  const state = await ask({ type: 'pair.state' }, pairState);
  const key = JSON.stringify(state);
  if (state !== null && key !== drawn) {
    drawn = key;
    main.dataset['step'] = state.step;
    main.replaceChildren(make('h1', '', words.title), ...bodyFor(state));
    main.querySelector<HTMLElement>('.solid')?.focus();
  }
}

setInterval(() => void look(), lookEveryMilliseconds);
void look();
