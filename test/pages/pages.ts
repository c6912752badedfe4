/**
 * `npm run pages`: the collection in a real Chromium with the real extension, the real native messaging host and the application's side of
 * the bridge. A line a page, the latency, and `N passed, M failed`. `--items 100000` makes the vault that large, `--only NAME` runs what
 * has NAME in its name.
 */
import { parseArgs } from 'node:util';
import { bundleExtension } from '../../build/bundle-extension.ts';
import { launchWithExtension, type ExtensionBrowser } from './extension-browser.ts';
import { collectPages, findPageText } from './page-script.ts';
import { servePages } from './serve-pages.ts';
import { startPagesApp, type PagesApp } from './pages-app.ts';
import { manyLogins, vaultItems } from './pages-vault.ts';
import { pairBrowser } from './pair-browser.ts';
import { runPage, type Extension } from './run-page.ts';

const { values } = parseArgs({ options: { items: { type: 'string', default: '0' }, only: { type: 'string', default: '' }, repeat: { type: 'string', default: '1' } } });

async function fillVault(app: PagesApp): Promise<void> {
  const many = manyLogins(Number(values.items));
  for (let from = 0; from < many.length; from += 5_000) {
    await app.session.createMany(many.slice(from, from + 5_000).map((content) => ({ content })), { change: 'import' });
  }
  await app.session.createMany(vaultItems.map((content) => ({ content })), { change: 'import' });
}

/** The extension's own page, from which its background is asked as the popup asks it. */
async function reach(browser: ExtensionBrowser, app: PagesApp): Promise<Extension> {
  const own = await browser.openOwn('popup.html');
  const shop = app.session.search({ text: 'Shop', scope: { in: 'all' }, sort: 'relevance' }, 0, 20).overviews.find(({ title }) => title === 'Shop');
  return {
    settle: () => own.evaluate(async () => void (await chrome.runtime.sendMessage({ type: 'popup.search', text: 'nothing of the kind' }))),
    fillFromPopup: (url) =>
      own.evaluate(
        async ({ address, itemId }) => {
          const tab = (await chrome.tabs.query({})).find((one) => one.url === address);
          const answer: unknown = await chrome.runtime.sendMessage({ type: 'popup.fill', tabId: tab?.id ?? -1, itemId, kind: 'login' });
          return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
        },
        { address: url, itemId: shop?.id ?? '' },
      ),
  };
}

const mostMillisecondsAPage = 60_000;

const median = (numbers: readonly number[]): number => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;

async function runAll(browser: ExtensionBrowser, app: PagesApp): Promise<number> {
  await pairBrowser(browser, app.questions);
  const extension = await reach(browser, app);
  let page = await browser.context.newPage();
  const pages = collectPages().filter(({ name }) => name.includes(values.only));
  const times: number[] = [];
  let failed = 0;
  for (const one of pages) {
    const began = performance.now();
    const run = await Promise.race([runPage(page, one, extension), new Promise<null>((resolve) => void setTimeout(resolve, mostMillisecondsAPage, null).unref())]);
    const { fault, shownAfter } = run ?? { fault: 'nothing more happened', shownAfter: null };
    if (run === null) {
      // What hangs there must not hang the next.
      page = await browser.context.newPage();
    }
    const took = Math.round(performance.now() - began);
    times.push(...(shownAfter === null ? [] : [shownAfter]));
    failed += fault === null ? 0 : 1;
    process.stdout.write(`${fault === null ? 'ok  ' : 'FAIL'} ${one.isHostile ? 'hostile' : 'honest '} ${one.name} (${took} ms): ${one.expected.trait}${fault === null ? '' : `\n     ${fault}`}\n`);
  }
  const count = app.session.counts().all;
  if (times.length > 0) {
    process.stdout.write(`field focused to chooser shown: median ${median(times).toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms, over ${times.length} choosers and a vault of ${count} items\n`);
  }
  process.stdout.write(`${pages.length - failed} passed, ${failed} failed\n`);
  return failed;
}

await bundleExtension();
const app = await startPagesApp();
const server = await servePages(findPageText);
let failed = 1;
try {
  await fillVault(app);
  const browser = await launchWithExtension({ switches: server.browserSwitches, runtimeFolder: app.runtimeFolder });
  try {
    failed = await runAll(browser, app);
  } finally {
    await browser.close();
  }
} finally {
  await server.close();
  await app.close();
}
process.exit(failed === 0 ? 0 : 1);
