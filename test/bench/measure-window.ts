/**
 * The built application on the Chromium stand-in with a vault of the size: from the passphrase to the first rows, keystrokes in the search field,
 * scrolling, and every task of the page that took over 50 ms. Calls travel by the stand-in's own way here, which is slower than Electron's.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright';
import { openMachineMemory } from '../../electron/store/machine-memory.ts';
import { launchStandIn } from '../e2e/launch-stand-in.ts';
import { benchPassphrase } from './bench-desk.ts';
import { benchLine } from './bench-line.ts';
import { makeBenchLogin, makeDice } from './bench-logins.ts';
import type { BenchRun } from './bench-run.ts';
import { percentile } from './timing.ts';
import { installWindowProbe, type WindowProbe } from './window-probe.ts';

declare global {
  // The probe, once it is in the page.
  var latchkeyBench: WindowProbe;
}

const typedWords = 9;
const betweenKeysMs = 80;
const wheelTurns = 40;
const jumps = 8;
const patienceMs = 60_000;

async function settle(page: Page, milliseconds: number): Promise<void> {
  await page.waitForTimeout(milliseconds);
}

async function keyTime(page: Page, press: () => Promise<void>): Promise<number> {
  await page.evaluate(() => latchkeyBench.timeNextKey());
  await press();
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const [time] = await page.evaluate(() => latchkeyBench.takeKeyTimes());
    if (time !== undefined) {
      return time;
    }
    if (Date.now() > deadline) {
      throw new Error('the list showed no rows');
    }
    await settle(page, 5);
  }
}

async function measureTyping(page: Page, size: number): Promise<readonly number[]> {
  const dice = makeDice(size + 31);
  const times: number[] = [];
  const field = page.getByRole('searchbox', { name: 'Search' });
  for (let turn = 0; turn < typedWords; turn += 1) {
    const { title, username } = makeBenchLogin(dice(size));
    const word = (turn % 3 === 0 ? username : title).slice(0, 7).toLowerCase();
    await field.fill('');
    await settle(page, 200);
    await field.focus();
    for (const letter of word) {
      times.push(await keyTime(page, () => page.keyboard.press(letter === ' ' ? 'Space' : letter)));
      await settle(page, betweenKeysMs);
    }
  }
  await field.fill('');
  await settle(page, 500);
  return times;
}

/** By the wheel, then to places far off, as by the scroll bar. */
async function measureScrolling(page: Page): Promise<readonly number[]> {
  const box = await page.locator('.list-scroll').boundingBox();
  if (box === null) {
    throw new Error('there is no list');
  }
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => latchkeyBench.watchFrames());
  for (let turn = 0; turn < wheelTurns; turn += 1) {
    await page.mouse.wheel(0, 400);
    await settle(page, 20);
  }
  for (let jump = 1; jump <= jumps; jump += 1) {
    await page.locator('.list-scroll').evaluate((list, share) => list.scrollTo(0, list.scrollHeight * share), jump / jumps);
    await settle(page, 150);
  }
  return page.evaluate(() => latchkeyBench.takeFrames());
}

export async function measureWindow(run: BenchRun): Promise<void> {
  const vault = resolve(await run.ourVault());
  run.progress('the window, on the Chromium stand-in');
  const home = resolve(join(run.folder, 'home'));
  const userData = join(home, 'user-data');
  await mkdir(join(home, 'Documents'), { recursive: true });
  await mkdir(userData, { recursive: true });
  await (await openMachineMemory(userData)).rememberVault({ path: vault, vaultId: null, lastOpenedAt: Date.now() });
  const app = await launchStandIn({ main: '.', userData, arguments: [], env: { HOME: home } });
  try {
    const page = app.window;
    const field = page.getByPlaceholder('Passphrase');
    await field.fill(benchPassphrase);
    await page.evaluate(installWindowProbe);
    const longTasks: number[] = [];
    const take = async (during: string): Promise<void> => {
      const taken = await page.evaluate(() => latchkeyBench.takeLongTasks());
      longTasks.push(...taken);
      if (taken.length > 0) {
        run.progress(`tasks over 50 ms while ${during}: ${taken.map((ms) => ms.toFixed(0)).join(', ')} ms`);
      }
    };
    const unlock = await keyTime(page, () => field.press('Enter'));
    await settle(page, 1_000);
    await take('unlocking');
    const keys = await measureTyping(page, run.size);
    await take('typing');
    const frames = await measureScrolling(page);
    await settle(page, 500);
    await take('scrolling');
    const tell = (name: 'window-unlock' | 'window-keystroke' | 'window-scroll' | 'window-long-task', ms: number): void => {
      if (run.wants(name)) {
        run.tell(benchLine(name, run.size, ms, 'ms'));
      }
    };
    tell('window-unlock', unlock);
    tell('window-keystroke', percentile(keys, 95));
    tell('window-scroll', percentile(frames, 95));
    tell('window-long-task', Math.max(0, ...longTasks));
  } finally {
    await app.quit();
  }
}
