/** Saves a picture of a window under test-results/screenshots, once fonts and animations have settled. */
import { join } from 'node:path';
import type { Page } from 'playwright/test';

export async function saveScreenshot(page: Page, name: string): Promise<string> {
  const path = join('test-results', 'screenshots', `${name}.png`);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path, animations: 'disabled' });
  return path;
}
