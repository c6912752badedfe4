/** The first run as a person walks it, for the specs and the tour. */
import { expect, type Page } from 'playwright/test';
import { firstRunWords as words, kitWords } from '../../renderer/text/first-run.ts';

type Seen = (screen: 'welcome' | 'passphrase' | 'hardware-key' | 'recovery-kit') => Promise<void>;

const continueOn = (page: Page) => page.getByRole('button', { name: words.next, exact: true }).click();

/** From the welcome to the recovery kit's first screen. Without `keyName` the vault gets no hardware key. */
export async function makeVaultByHand(page: Page, vault: { readonly passphrase: string; readonly keyName: string | null }, seen: Seen = async () => undefined): Promise<void> {
  await page.getByRole('button', { name: words.create }).waitFor();
  await seen('welcome');
  await page.getByRole('button', { name: words.create }).click();
  await continueOn(page);
  await page.getByLabel(words.passphrase, { exact: true }).fill(vault.passphrase);
  await page.getByLabel(words.repeat, { exact: true }).fill(vault.passphrase);
  await expect(page.getByRole('img', { name: /strong|good|fair|weak/i }).first()).toBeVisible();
  await seen('passphrase');
  await continueOn(page);
  if (vault.keyName === null) {
    await page.getByRole('button', { name: words.skip }).click();
    await page.getByRole('button', { name: words.skipConfirm, exact: true }).click();
  } else {
    await page.getByLabel(words.keyName).fill(vault.keyName);
    await page.getByRole('button', { name: words.enrol }).click();
    await page.getByText(words.enrolled(vault.keyName)).waitFor();
    await seen('hardware-key');
    await continueOn(page);
  }
  await page.getByRole('button', { name: kitWords.make }).waitFor({ timeout: 30_000 });
}

/** Makes the kit, types the two words it asks for, and gives all thirteen. */
export async function makeKitByHand(page: Page, seen: Seen = async () => undefined): Promise<string[]> {
  await page.getByRole('button', { name: kitWords.make }).click();
  const list = page.getByRole('list', { name: kitWords.words }).getByRole('listitem');
  await expect(list).toHaveCount(13);
  const all = (await list.allInnerTexts()).map((text) => text.replace(/[^a-z-]/gu, ''));
  await seen('recovery-kit');
  for (const [place, word] of all.entries()) {
    const field = page.getByLabel(kitWords.check(place + 1), { exact: true });
    if (await field.isVisible()) {
      await field.fill(word);
    }
  }
  await page.getByRole('button', { name: kitWords.done, exact: true }).click();
  return all;
}

/** Types the passphrase on the unlock screen and waits for the open vault. */
export async function unlockByHand(page: Page, passphrase: string): Promise<void> {
  await page.getByPlaceholder('Passphrase').fill(passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor({ timeout: 30_000 });
}
