/** A security key that the main process speaks to itself (libfido2), here one made of software: its PIN set, changed, asked for; and the screens for it. */
import { expect as expectSoon, saveScreenshot, test } from './fixtures.ts';
import { get, lock, passphrase } from './bridge-calls.ts';
import { expectAccessible } from './open-screens.ts';
import { firstRunWords, kitWords } from '../../renderer/text/first-run.ts';
import { keyWords as words } from '../../renderer/text/key-words.ts';
import { hasLibrary } from '../support/key-bench.ts';

const patienceMs = 120_000;
// A key answers through two threads and the library; on a busy machine that takes its time.
const expect = expectSoon.configure({ timeout: patienceMs });
const keyName = 'Brass 5C';
const [firstPin, secondPin] = ['4711', '815815'] as const;

test('a key gets a PIN and is enrolled; its PIN is changed; after a new start, passphrase, PIN and touch open the vault', async ({ launch }) => {
  test.skip(!hasLibrary, 'libfido2 is not on this machine');
  test.setTimeout(600_000);
  const app = await launch({ arguments: ['--virtual-key'] });
  let page = app.window;
  page.setDefaultTimeout(patienceMs);
  const dialog = () => page.getByRole('dialog');
  await expect(page.getByText(words.virtual)).toBeVisible();

  await page.getByRole('button', { name: firstRunWords.create }).click();
  await page.getByRole('button', { name: firstRunWords.next, exact: true }).click();
  await page.getByLabel(firstRunWords.passphrase, { exact: true }).fill(passphrase);
  await page.getByLabel(firstRunWords.repeat, { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: firstRunWords.next, exact: true }).click();
  await page.getByLabel(firstRunWords.keyName).fill(keyName);
  await page.getByRole('button', { name: firstRunWords.enrol }).click();

  await expect(page.getByRole('heading', { name: words.newPinTitle['none-set'] })).toBeVisible();
  await expectAccessible(page);
  await saveScreenshot(page, 'key-new-pin');
  await page.getByLabel(words.newPin, { exact: true }).fill(firstPin);
  await page.getByLabel(words.repeatPin, { exact: true }).fill(secondPin);
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.pinsDiffer)).toBeVisible();
  await page.getByLabel(words.repeatPin, { exact: true }).fill(firstPin);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Touch 1 of 3')).toBeVisible();
  await page.getByText(firstRunWords.enrolled(keyName)).waitFor();
  await page.getByRole('button', { name: firstRunWords.next, exact: true }).click();
  await page.getByRole('button', { name: kitWords.make }).waitFor();
  await page.getByRole('button', { name: 'Later', exact: true }).click();
  await page.getByRole('navigation').first().waitFor();
  expect(await get(page, 'slot.list', {})).toMatchObject([{ kind: 'passphrase+key', name: keyName }]);

  await page.keyboard.press('ControlOrMeta+,');
  await page.getByRole('button', { name: words.changePin }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: words.changePin }).scrollIntoViewIfNeeded();
  await saveScreenshot(page, 'key-settings');
  await page.getByRole('button', { name: words.changePin }).click();
  await page.getByLabel(words.currentPin).fill('0000');
  await page.getByLabel(words.newPin, { exact: true }).fill(secondPin);
  await page.getByLabel(words.repeatPin, { exact: true }).fill(secondPin);
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.currentWrong(7))).toBeVisible();
  await page.getByLabel(words.currentPin).fill(firstPin);
  await page.getByLabel(words.newPin, { exact: true }).fill(secondPin);
  await page.getByLabel(words.repeatPin, { exact: true }).fill(secondPin);
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.pinChanged)).toBeVisible();
  await page.keyboard.press('Escape');
  await lock(page);

  await app.restart();
  page = app.window;
  page.setDefaultTimeout(patienceMs);
  await page.getByPlaceholder('Passphrase').fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(dialog()).toBeVisible();
  await page.getByLabel(words.pinLabel, { exact: true }).fill(firstPin);
  await page.keyboard.press('Enter');
  await expect(page.getByText(words.pinWrong(7))).toBeVisible();
  await expectAccessible(page);
  await saveScreenshot(page, 'key-pin');
  await page.emulateMedia({ colorScheme: 'dark' });
  await saveScreenshot(page, 'key-pin-dark');
  await page.getByLabel(words.pinLabel, { exact: true }).fill(secondPin);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Touch “${keyName}”`)).toBeVisible();
  await page.getByRole('navigation').first().waitFor();
  expect(await get(page, 'app.state', {})).toMatchObject({ phase: 'open' });
});
