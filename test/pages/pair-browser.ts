/** Pairing as a person does it: begin on the extension's page, compare with the code the application shows, say yes. */
import type { ExtensionBrowser } from './extension-browser.ts';

/** @param shownThere the application's question; its code must be the one on the page. */
export async function pairBrowser(browser: ExtensionBrowser, shownThere: Promise<{ readonly code: string }>): Promise<void> {
  const page = await browser.openOwn('pairing.html');
  await page.getByRole('button', { name: 'Begin' }).click();
  const shown = (await page.locator('.code').textContent())?.replaceAll(/\D/gu, '');
  const { code } = await shownThere;
  if (shown !== code.replaceAll(/\D/gu, '')) {
    throw new Error(`The browser shows ${shown ?? 'no code'}, the application another one.`);
  }
  await page.getByRole('button', { name: 'The codes are the same' }).click();
  await page.locator('main[data-step=paired]').waitFor();
  await page.close();
}
