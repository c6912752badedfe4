/**
 * `npm run tour`: walks the main job on a sample vault without a display, prints each step, and leaves pictures in `test-results/tour`, or
 * in the folder named after `--pictures` (`npm run tour -- --pictures docs/pictures` makes those of the README anew).
 * Runs the real main process and the real page on the Chromium stand-in, with Chromium's virtual authenticator for a hardware key.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchStandIn } from '../test/e2e/launch-stand-in.ts';
import { makeKitByHand, makeVaultByHand, unlockByHand } from '../test/e2e/first-run-steps.ts';
import { addVirtualAuthenticator } from '../test/e2e/virtual-authenticator.ts';
import { bundleStandIn } from './bundle-stand-in.ts';
import { bundleApplication } from './bundle.ts';
import { ensureBrowser } from './ensure-browser.ts';

const { values: given } = parseArgs({ options: { pictures: { type: 'string' } }, strict: false });
/** A folder that git passes over: whoever tries the application first need not find the clone changed. */
const pictures = typeof given.pictures === 'string' ? given.pictures : 'test-results/tour';
const passphrase = 'brass lantern under the stairs';

/** A Bitwarden export as a person would have one: folders, a one-time code, a card, a note. Every name and value is made up. */
const sampleExport = JSON.stringify({
  encrypted: false,
  folders: [
    { id: 'home', name: 'Home' },
    { id: 'studio', name: 'Studio' },
    { id: 'infrastructure', name: 'Infrastructure' },
  ],
  items: [
    login('GitHub', 'studio', 'mara.lindqvist', 'vexing-harbor-47-Talon-mosaic', 'https://github.com/login', {
      totp: 'JBSWY3DPEHPK3PXP',
      notes: 'Organisation owner. Hardware key “Brass 5C” is registered.',
      fields: [{ name: 'Recovery codes', value: '8213-5510 4471-9032 0097-6624', type: 1 }],
    }),
    login('GitLab · Studio', 'studio', 'mara@studio-nord.example', 'q7!kRw2#Lm9x', 'https://gitlab.example/users/sign_in', { favorite: true }),
    login('Gitea home server', 'home', 'admin', 'plain-otter-91-copper', 'https://gitea.home.example'),
    login('Digital Ocean', 'infrastructure', 'billing@studio-nord.example', 'Zk4$hTn8@pWq', 'https://cloud.digitalocean.com/login'),
    login('Harbour library', 'home', 'mara.lindqvist', 'green-kettle-12-wander', 'https://library.example/login', { favorite: true }),
    login('Studio mail', 'studio', 'mara@studio-nord.example', 'Lantern7-quiet-Moss', 'https://mail.studio-nord.example'),
    login('Railway', 'home', 'mara.lindqvist', 'amber-Tunnel-58-fig', 'https://rail.example/account'),
    { type: 2, name: 'Alarm at the studio', folderId: 'studio', notes: 'The panel is behind the coats. Jonas has the second code.', secureNote: { type: 0 } },
    {
      type: 3,
      name: 'Nordbank debit',
      folderId: 'home',
      card: { cardholderName: 'Mara Lindqvist', brand: 'Visa', number: '4111111111111111', expMonth: '9', expYear: '2029', code: '123' },
    },
  ],
});

function login(name: string, folderId: string, username: string, password: string, uri: string, more: { readonly totp?: string; readonly [member: string]: unknown } = {}): object {
  const { totp = null, ...rest } = more;
  return { type: 1, name, folderId, ...rest, login: { username, password, totp, uris: [{ uri }] } };
}

let steps = 0;
let taken = 0;

function step(text: string): void {
  steps += 1;
  process.stdout.write(`${String(steps).padStart(2)}. ${text}\n`);
}

async function walk(root: string): Promise<void> {
  const home = join(root, 'home');
  mkdirSync(join(home, 'Documents'), { recursive: true });
  const userData = join(root, 'user-data');
  mkdirSync(userData, { recursive: true });
  const run = await launchStandIn({ main: '.', userData, arguments: [], env: { HOME: home } });
  const page = run.window;
  const picture = async (name: string): Promise<void> => {
    taken += 1;
    await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled', caret: 'hide' });
  };
  try {
    await addVirtualAuthenticator(page);
    step('The application starts; a vault is made, with a passphrase and a hardware key');
    await makeVaultByHand(page, { passphrase, keyName: 'Brass 5C' }, picture);

    step('The recovery kit is shown, once, and two of its words are typed back');
    await makeKitByHand(page, picture);

    step('Items are brought in from another vault');
    await page.getByRole('navigation').getByRole('button', { name: 'Import' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await run.evaluate(({ dialog: dialogs }, path) => {
      // Not as a named property: the runner would wrap it in a helper that the main process does not have.
      Reflect.set(dialogs, 'showOpenDialog', () => Promise.resolve({ canceled: false, filePaths: [path] }));
    }, writeSample(root));
    await dialog.getByRole('button', { name: /choose/i }).first().click();
    await dialog.getByText('GitHub').first().waitFor();
    await picture('import');
    await dialog.getByRole('button', { name: /^(import|take|bring)/i }).last().click();
    await dialog.getByRole('button', { name: /done|close/i }).first().waitFor();
    await dialog.getByRole('button', { name: /done|close/i }).first().click();

    step('A password is found and copied');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('git');
    await page.getByRole('option').filter({ hasText: 'GitHub' }).click();
    await page.getByRole('heading', { name: 'GitHub' }).waitFor();
    await picture('browse-light');
    await page.getByRole('button', { name: 'Copy Password' }).click();
    await page.getByText(/^Copied, clears in/u).waitFor();
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await picture('browse-dark');

    step('A password is generated');
    await page.getByRole('navigation').first().getByRole('button', { name: 'Generator', exact: true }).click();
    await page.getByRole('slider').first().waitFor();
    await picture('generator-dark');
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });

    step('What opens the vault stands in the settings');
    await page.getByRole('navigation').first().getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('heading', { name: 'Ways to unlock' }).waitFor();
    await picture('settings');
    await page.keyboard.press('Escape');

    step('The vault is locked');
    await page.keyboard.press('Control+l');
    await page.getByPlaceholder('Passphrase').waitFor();
    await picture('unlock');

    step('It opens again with passphrase and touch');
    await unlockByHand(page, passphrase);
    await page.getByRole('option').first().waitFor();
    await picture('open-again');
  } finally {
    await run.quit();
  }
}

function writeSample(root: string): string {
  const path = join(root, 'bitwarden_export.json');
  writeFileSync(path, sampleExport);
  return path;
}

ensureBrowser();
await bundleApplication();
await bundleStandIn();
mkdirSync(pictures, { recursive: true });
const root = mkdtempSync(join(tmpdir(), 'latchkey-tour-'));
try {
  await walk(root);
} finally {
  rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}
process.stdout.write(`tour: ${steps} steps, ${taken} pictures in ${pictures}\n`);
