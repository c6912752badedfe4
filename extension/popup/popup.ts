/**
 * The popup: how things stand with the vault, what waits to be kept, what belongs to the page in front, search, a new password. Opened by
 * the browser for the tab in front; `?tab=` names another, for a popup that stands in a window of its own.
 */
import { popupState, searchAnswer, type PopupState } from '../messages/popup-messages.ts';
import { bridgeSentence } from '../words/chooser-words.ts';
import { popupWords } from '../words/popup-words.ts';
import { generatorSection } from './generator-section.ts';
import { itemList } from './item-list.ts';
import { ask, button, make, makeSay, tell, textInput } from './page-parts.ts';
import { saveSection } from './save-section.ts';

const main = document.querySelector('main') ?? document.body;
const { element: sayLine, say } = makeSay();

async function tabInFront(): Promise<number> {
  const named = new URLSearchParams(location.search).get('tab');
  if (named !== null && /^\d{1,9}$/u.test(named)) {
    return Number(named);
  }
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? -1;
}

function header(state: PopupState): HTMLElement {
  const { status } = state;
  const isOpen = status?.phase === 'open';
  const time = status?.locksAt == null ? '' : popupWords.locksAt(new Date(status.locksAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }));
  const about = isOpen ? [status.vault?.name ?? '', status.vault?.writable === false ? popupWords.readOnly : '', time].filter((text) => text !== '').join(' · ') : '';
  const lock = button(popupWords.lock, () => void tell({ type: 'popup.lock' }).then(draw), { className: 'quiet' });
  return make('header', '', make('strong', '', popupWords.title), make('span', 'grow', about), ...(isOpen ? [lock] : []));
}

function trouble(sentence: string, label: string, act: () => void): HTMLElement {
  return make('section', '', make('p', '', sentence), make('div', 'row', button(label, act, { className: 'solid' })));
}

const openPairing = (): void => void chrome.tabs.create({ url: chrome.runtime.getURL('pairing.html') }).then(() => window.close());

function linkTrouble(state: PopupState): HTMLElement | null {
  const sentence = popupWords.link[state.link];
  switch (state.link) {
    case 'connected':
      return null;
    case 'unpaired':
    case 'cut-off':
    case 'no-host':
      return trouble(sentence, popupWords.pair, openPairing);
    case 'connecting':
    case 'not-running':
    case 'old-app':
    case 'broken':
      return trouble(sentence, popupWords.tryAgain, () => void draw());
  }
}

function pageSection(state: PopupState, tabId: number): HTMLElement {
  const offers = state.offers.filter(({ kind }) => kind === 'login');
  const others = state.offers.filter(({ kind }) => kind !== 'login').slice(0, 20);
  const empty = state.site === '' ? popupWords.noSite : state.refused === null ? popupWords.nothingHere : bridgeSentence(state.refused);
  const list = [...offers, ...others];
  const body = list.length === 0 ? make('p', 'small', empty) : itemList(list, { say, fillIn: tabId });
  const section = make('section', '', make('h2', '', state.site === '' ? popupWords.title : popupWords.here(state.site)), body);
  section.dataset['part'] = 'page';
  return section;
}

function searchSection(tabId: number): HTMLElement {
  const input = textInput('', popupWords.search);
  input.type = 'search';
  input.setAttribute('aria-label', popupWords.search);
  const results = make('div', '');
  let turn = 0;
  input.addEventListener('input', () => {
    const own = (turn += 1);
    void ask({ type: 'popup.search', text: input.value }, searchAnswer).then((found) => {
      if (own === turn) {
        const offers = input.value.trim() === '' ? [] : (found?.offers ?? []);
        results.replaceChildren(...(input.value.trim() === '' ? [] : [offers.length === 0 ? make('p', 'small', popupWords.nothingFound) : itemList(offers, { say, fillIn: tabId })]));
      }
    });
  });
  const section = make('section', '', input, results);
  section.dataset['part'] = 'search';
  return section;
}

function lockedSection(state: PopupState): HTMLElement {
  const sentence = state.status?.phase === 'no-vault' ? popupWords.noVault : popupWords.locked;
  return trouble(sentence, popupWords.unlock, () => void tell({ type: 'popup.unlock' }).then(() => window.close()));
}

async function draw(): Promise<void> {
  const tabId = await tabInFront();
  const state = await ask({ type: 'popup.state', tabId }, popupState);
  if (state === null) {
    main.replaceChildren(trouble(popupWords.link.broken, popupWords.tryAgain, () => void draw()));
    return;
  }
  const broken = linkTrouble(state);
  const isOpen = broken === null && state.status?.phase === 'open';
  const save = isOpen && state.save !== null ? [saveSection(state.save, { tabId, say, settled: () => document.querySelector('[data-part=save]')?.remove() })] : [];
  const foot = make('section', '', sayLine);
  const sections = broken !== null ? [broken] : isOpen ? [...save, searchSection(tabId), pageSection(state, tabId), generatorSection(tabId, say)] : [lockedSection(state), generatorSection(tabId, say)];
  main.replaceChildren(header(state), ...sections, foot);
  document.body.dataset['state'] = isOpen ? 'open' : broken === null ? 'locked' : state.link;
  main.querySelector<HTMLElement>('.solid, input')?.focus();
}

void draw();
