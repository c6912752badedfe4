/**
 * One page of the collection as a person meets it: opened, a field clicked, the chooser read, something chosen, and then looked at what
 * stands in every field of every frame. Returns what is wrong, in a sentence, or nothing.
 */
import type { CDPSession, Frame, Page } from 'playwright-core';
import { codeAt, parseTotpUri } from '../../shared/one-time-code.ts';
import type { CollectedPage, Expectation } from './page-script.ts';
import { secretsOfVault, totpUri } from './pages-vault.ts';
import { middleOf, ownSessionOf, readChooser, sessionOf, type ShownChooser } from './read-chooser.ts';

export interface PageRun {
  readonly fault: string | null;
  /** From focus to chooser, where one was shown. */
  readonly shownAfter: number | null;
}

export interface Extension {
  /** The popup's own "Fill" of the first login; whether something was filled. */
  fillFromPopup(url: string): Promise<boolean>;
  /** Resolves once the background has answered everything it was asked before. */
  settle(): Promise<void>;
}

const patienceMilliseconds = 10_000;
/** Long enough that a chooser which could be chosen from would have been. */
const insistMilliseconds = 900;

class Fault extends Error {}

async function until<T>(look: () => Promise<T | null>, otherwise: () => string): Promise<T> {
  const end = performance.now() + patienceMilliseconds;
  for (;;) {
    const found = await look();
    if (found !== null) {
      return found;
    }
    if (performance.now() > end) {
      throw new Fault(otherwise());
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const kindOf = (chooser: ShownChooser, titlesHaveOffers: boolean): Expectation['shows'] =>
  chooser.rows.length > 0 ? (titlesHaveOffers ? 'offers' : 'suggestion') : chooser.button === null ? 'sentence' : 'question';

interface Scene {
  readonly page: Page;
  readonly frame: Frame;
  readonly session: CDPSession;
  readonly corner: { readonly x: number; readonly y: number };
  readonly expected: Expectation;
  readonly within: 'own' | 'below';
}

async function sceneOf(page: Page, expected: Expectation): Promise<Scene> {
  const { frame: part } = expected;
  const frame = part === undefined ? page.mainFrame() : await until(async () => page.frames().find((one) => one !== page.mainFrame() && one.url().includes(part)) ?? null, () => `no frame of ${part}`);
  await frame.waitForLoadState();
  const own = await ownSessionOf(page, frame);
  const within = own === null && frame !== page.mainFrame() ? 'below' : 'own';
  return { page, frame, expected, within, session: own ?? (await sessionOf(page)), corner: own === null ? { x: 0, y: 0 } : await cornerOf(frame) };
}

async function cornerOf(frame: Frame): Promise<{ x: number; y: number }> {
  const box = await (await frame.frameElement()).boundingBox();
  // The frame's border is two pixels wide; so is a browser's default.
  return { x: (box?.x ?? 0) + 2, y: (box?.y ?? 0) + 2 };
}

async function clickNode({ page, session, corner }: Scene, node: number): Promise<void> {
  const place = await middleOf(session, node, corner);
  if (place !== null) {
    await page.mouse.click(place.x, place.y);
  }
}

function wanted(value: string, suggested: string): string {
  const reading = parseTotpUri(totpUri);
  const code = reading.ok ? codeAt(reading.totp, Date.now()).code : '';
  if (value === '@suggested') {
    return suggested;
  }
  return value === '@code' ? code : value.startsWith('@code') ? (code[Number(value.slice(5))] ?? '') : value;
}

async function valueAt(frame: Frame, selector: string): Promise<string> {
  if (selector.startsWith('text:')) {
    return (await frame.locator(selector.slice(5)).textContent()) ?? '';
  }
  return frame.locator(selector).first().inputValue();
}

async function unfilled({ frame, expected }: Scene, suggested: string): Promise<string | null> {
  for (const [selector, value] of Object.entries(expected.filled)) {
    const found = await valueAt(frame, selector);
    if (found !== wanted(value, suggested)) {
      return `${selector} holds ${JSON.stringify(found)}`;
    }
  }
  return null;
}

/** Fields of every frame that nobody expected to be filled, looked through for anything of the vault. */
async function strays({ page, frame, expected }: Scene): Promise<string | null> {
  const expectedHere = new Set(Object.values(expected.filled));
  for (const one of page.frames()) {
    const values = await one.evaluate(() => [...document.querySelectorAll('input, select, textarea')].map((field) => ('value' in field ? String(field.value) : ''))).catch(() => []);
    const found = values.find((value) => value !== '' && secretsOfVault.includes(value) && !(one === frame && expectedHere.has(value)));
    if (found !== undefined) {
      return `a field nobody expected holds ${JSON.stringify(found)}`;
    }
  }
  const caught: unknown = await frame.evaluate(() => ('caught' in window ? String(window.caught) : null));
  return caught === null ? null : `the page caught something: ${String(caught)}`;
}

/** Clicks until it has an effect; a chooser cannot be chosen from before it was seen for a while. */
async function chooseRow(scene: Scene, chooser: ShownChooser, title: string): Promise<void> {
  const row = chooser.rows.find((one) => one.title === title) ?? chooser.rows[0];
  if (row === undefined) {
    throw new Fault('there is nothing to choose');
  }
  const expectsNothing = Object.values(scene.expected.filled).every((value) => value === '');
  const end = performance.now() + (expectsNothing ? insistMilliseconds : patienceMilliseconds);
  for (;;) {
    await clickNode(scene, row.node);
    if (scene.expected.hurry || performance.now() > end) {
      return;
    }
    const now = await readChooser(scene.session, scene.within);
    if (now === null || !now.rows.some(({ node }) => node === row.node)) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

async function agree(scene: Scene): Promise<ShownChooser> {
  return until(async () => {
    const chooser = await readChooser(scene.session, scene.within);
    if (chooser !== null && chooser.rows.length > 0) {
      return chooser;
    }
    if (chooser !== null && chooser.button !== null) {
      await clickNode(scene, chooser.button);
    }
    return null;
  }, () => 'nothing was offered after the yes');
}

async function act(scene: Scene, extension: Extension): Promise<number | null> {
  const { page, frame, session, expected } = scene;
  if (expected.first !== undefined) {
    await frame.locator(expected.first).click();
  }
  if (!expected.untouched) {
    await frame.locator(expected.focus).first().click({ force: true, timeout: patienceMilliseconds });
  }
  if (expected.shows === 'none') {
    await page.waitForTimeout(150);
    await extension.settle();
    const chooser = await readChooser(session, scene.within);
    if (chooser !== null) {
      throw new Fault(`something was shown: ${chooser.text.trim().slice(0, 80)}`);
    }
    return null;
  }
  let chooser = await until(async () => readChooser(session, scene.within), () => 'no chooser was shown');
  const shown = kindOf(chooser, !chooser.text.includes('Use this new password'));
  if (shown !== expected.shows) {
    throw new Fault(`shows ${shown}: ${chooser.text.trim().slice(0, 120)}`);
  }
  const measured = await until(async () => (await readChooser(session, scene.within))?.shownAfter ?? null, () => 'the chooser was never painted').catch(() => null);
  if (expected.agree) {
    chooser = await agree(scene);
  }
  const titles = chooser.rows.map(({ title }) => title).sort();
  if (expected.titles !== undefined && titles.join() !== [...expected.titles].sort().join()) {
    throw new Fault(`offers ${titles.join(', ') || 'nothing'}`);
  }
  if (expected.choose !== '-' && (expected.choose !== undefined || expected.shows === 'suggestion')) {
    await chooseRow(scene, chooser, expected.choose ?? '');
  } else if (expected.choose === '-') {
    await page.waitForTimeout(insistMilliseconds);
  }
  await extension.settle();
  const suggested = expected.shows === 'suggestion' ? (chooser.rows[0]?.title ?? '') : '';
  let last: string | null = null;
  await until(async () => {
    last = await unfilled(scene, suggested);
    return last === null ? true : null;
  }, () => last ?? '');
  if (suggested !== '') {
    await obeys(scene);
  }
  return measured;
}

async function obeys({ frame, expected }: Scene): Promise<void> {
  for (const selector of Object.keys(expected.filled)) {
    const isValid = await frame.locator(selector).evaluate((field) => !(field instanceof HTMLInputElement) || field.value === '' || (field.checkValidity() && (field.minLength < 0 || field.value.length >= field.minLength) && (field.maxLength < 0 || field.value.length <= field.maxLength)));
    if (!isValid) {
      throw new Fault(`the suggestion breaks the page's rules at ${selector}`);
    }
  }
}

export async function runPage(page: Page, { name, expected }: CollectedPage, extension: Extension): Promise<PageRun> {
  try {
    await page.goto(expected.url ?? `https://shop.example/${name}`);
    const scene = await sceneOf(page, expected);
    const shownAfter = await act(scene, extension);
    const stray = await strays(scene);
    if (stray !== null) {
      throw new Fault(stray);
    }
    if (expected.popupFills !== undefined && (await extension.fillFromPopup(page.url())) !== expected.popupFills) {
      throw new Fault(expected.popupFills ? 'the popup could not fill' : 'the popup filled');
    }
    return { fault: null, shownAfter };
  } catch (error) {
    return { fault: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error), shownAfter: null };
  }
}
