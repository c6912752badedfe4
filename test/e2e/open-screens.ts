/** How a person gets to the screens that the specs are about: the one place to change when the ways there change. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from 'playwright/test';
import type { KindName } from '../../shared/kinds/kinds.ts';
import { kindWords } from '../../renderer/text/kind-words.ts';
import type { App } from './fixtures.ts';

/** The empty form of a kind. */
export async function openNewItem(page: Page, kind: KindName): Promise<Locator> {
  await page.getByRole('button', { name: 'New item' }).click();
  await page.getByRole('menuitem', { name: kindWords[kind].one, exact: true }).click();
  const form = page.getByRole('form', { name: `${kindWords[kind].one} form` });
  await form.getByLabel('Title', { exact: true }).waitFor();
  return form;
}

export async function openItem(page: Page, title: string): Promise<void> {
  await page.getByRole('option').filter({ hasText: title }).click();
  await page.getByRole('heading', { name: title }).waitFor();
}

export async function openEditor(page: Page, title: string): Promise<Locator> {
  await openItem(page, title);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const form = page.getByRole('form');
  await form.getByLabel('Title', { exact: true }).waitFor();
  return form;
}

/** A place of the sidebar that opens a dialog or a face: `Import`, `Receive`, `Generator`. */
export async function openFromSidebar(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
}

export async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('form')).toHaveCount(0);
}

/** The next dialogs of the system give these paths: files to open, or the one to save to. */
export async function answerDialogs(app: App, paths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, given) => {
    // Not as named functions: the runner would wrap them in a helper that the main process does not have.
    Reflect.set(dialog, 'showOpenDialog', () => Promise.resolve({ canceled: given.length === 0, filePaths: given }));
    Reflect.set(dialog, 'showSaveDialog', () => Promise.resolve({ canceled: given.length === 0, filePath: given[0] ?? '' }));
  }, paths);
}

/** axe finds nothing, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Without the legacy mode axe opens a page of its own, which the application refuses.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`), colorScheme).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
