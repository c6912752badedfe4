/** Words of the browsers in the settings: which are paired, which can find this program. */
import type { BrowserName, BrowserPlace } from '../../shared/browser-contract.ts';

const names: Readonly<Record<BrowserName, string>> = { chrome: 'Chrome', chromium: 'Chromium', edge: 'Edge', brave: 'Brave', vivaldi: 'Vivaldi', firefox: 'Firefox' };

function placeName({ browser, packaging }: BrowserPlace): string {
  return packaging === 'usual' ? names[browser] : `${names[browser]} (${packaging})`;
}

const walledOff = 'It runs in a box from which it cannot start Latchkey. Use the browser as your system’s own package.';
const firefoxSnap = 'Runs in a box; your desktop asks once whether it may start Latchkey.';

export const browserWords = {
  sentence: 'With the Latchkey extension, your browser fills logins from the vault that is open here. Set a browser up, then pair it from the extension.',
  pairedTitle: 'Paired browsers',
  nonePaired: 'No browser is paired yet.',
  connected: 'Connected now',
  used: (ago: string) => `Used ${ago}`,
  neverUsed: 'Not used yet',
  pairedOn: (date: string) => `paired ${date}`,
  cutOff: 'Cut off',
  cutOffOf: (browser: string) => `Cut off ${browser}`,
  cutOffTitle: (browser: string) => `Cut off ${browser}?`,
  cutOffLine: 'It gets nothing from this computer’s vaults any more, until it is paired again. What it filled in before stays where it is.',
  placesTitle: 'Browsers on this computer',
  nonePlaces: 'No browser was found that Latchkey knows: Chrome, Chromium, Edge, Brave, Vivaldi, Firefox.',
  placeName,
  placeLine(place: BrowserPlace): string {
    if (place.standing === 'walled-off') {
      return walledOff;
    }
    const standing = { 'set-up': 'Set up: its extension finds Latchkey.', 'not-set-up': 'Not set up.', another: 'Set up for another copy of Latchkey.' }[place.standing];
    return place.packaging === 'snap' ? `${standing} ${firefoxSnap}` : standing;
  },
  setUp: 'Set up',
  setUpOf: (place: BrowserPlace) => `Set up ${placeName(place)}`,
  takeAway: 'Undo',
  takeAwayOf: (place: BrowserPlace) => `Undo the set-up of ${placeName(place)}`,
  notListening: 'Browsers cannot reach Latchkey now: another copy of it is running, or your system gives it no place for its socket. Quit the other copy and start again.',
} as const;
