/** Files that are no vault, or not the one they were: each a code of its own and its sentence in the window, and nothing written to them. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, readFileSync, renameSync, rmSync, writeFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { runsAsRoot } from '../../build/browser-arguments.ts';
import { headerCopyOffsets } from '../../electron/vault/file-layout.ts';
import { openNoticeSentences } from '../../renderer/text/app.ts';
import { sentenceForCode } from '../../renderer/text/failures.ts';
import { firstRunWords } from '../../renderer/text/first-run.ts';
import { unlockWords } from '../../renderer/text/unlock.ts';
import type { FailureCode, FailureFacts } from '../../shared/failure.ts';
import { expect, test, type App } from './fixtures.ts';
import { get, lock, makeLogin, makeVault, open, passphrase, secret, send } from './bridge-calls.ts';
import { answerDialogs, expectAccessible } from './open-screens.ts';

const vaultOf = (app: App): string => join(app.home, 'Documents', 'Personal.latchkey');

async function chooseFile(app: App, path: string) {
  await app.evaluate(({ dialog }, chosen) => {
    Object.assign(dialog, { showOpenDialog: async () => ({ canceled: false, filePaths: [chosen] }) });
  }, path);
  return send(app.window, 'vault.chooseExisting', {});
}

async function lockedVault(app: App): Promise<string> {
  await makeVault(app.window);
  await makeLogin(app.window);
  await lock(app.window);
  return vaultOf(app);
}

test('something that is no vault keeps the vault before it in front', async ({ app }) => {
  await lockedVault(app);
  for (const [name, content] of [['empty.latchkey', ''], ['text.latchkey', 'just some text, long enough to be read as something\n'.repeat(4_000)]] as const) {
    const path = join(app.home, name);
    writeFileSync(path, content);
    const reply = await chooseFile(app, path);
    expect(reply.ok ? 'opened' : reply.failure.code).toMatch(/^vault\.(not-a-vault|truncated)$/u);
    expect(readFileSync(path, 'utf8')).toBe(content);
  }
  expect(await get(app.window, 'app.state', {})).toMatchObject({ phase: 'locked', name: 'Personal' });
});

test('a vault of a newer format is named as such', async ({ app }) => {
  const path = await lockedVault(app);
  const bytes = readFileSync(path);
  bytes.writeUInt16BE(2, 8);
  writeFileSync(path, bytes);
  expect(await open(app.window)).toMatchObject({ failure: { code: 'vault.newer-format', facts: { formatVersion: 2 } } });
});

test('a file cut within its header does not open; one cut within its last change is asked about', async ({ app }) => {
  const path = await lockedVault(app);
  const whole = readFileSync(path);
  truncateSync(path, whole.length - 7);
  expect(await open(app.window)).toMatchObject({ failure: { code: 'vault.rolled-back' } });
  const accepted = await open(app.window, { acceptRollback: true });
  expect(accepted).toMatchObject({ ok: true, value: { phase: 'open' } });
  await lock(app.window);
  truncateSync(path, 30_000);
  const reply = await open(app.window);
  expect(reply.ok ? 'opened' : reply.failure.code).toMatch(/^vault\.(truncated|damaged|not-a-vault)$/u);
});

test('an older copy put back is asked about, not silently served', async ({ app }) => {
  const path = await lockedVault(app);
  const older = `${path}.older`;
  copyFileSync(path, older);
  await open(app.window);
  await makeLogin(app.window, 'Newer');
  await lock(app.window);
  renameSync(older, path);
  expect(await open(app.window)).toMatchObject({ failure: { code: 'vault.rolled-back' } });
  await app.window.getByPlaceholder('Passphrase').fill(passphrase);
  await app.window.keyboard.press('Enter');
  await app.window.getByRole('dialog', { name: 'This is an older copy of your vault' }).waitFor({ timeout: 20_000 });
  await expectAccessible(app.window);
  await app.window.keyboard.press('Escape');
  expect((await get(app.window, 'app.state', {})).phase).toBe('locked');
  expect(await open(app.window, { acceptRollback: true })).toMatchObject({ ok: true, value: { notices: expect.arrayContaining(['rollback-accepted']) } });
});

test('a flipped bit in a password is refused when it is asked for', async ({ app }) => {
  await makeVault(app.window);
  const { itemId, passwordId } = await makeLogin(app.window);
  await makeLogin(app.window, 'Another');
  await lock(app.window);
  const path = vaultOf(app);
  const bytes = readFileSync(path);
  // The first details frame lies behind the two header copies and the first commit.
  const results: string[] = [];
  for (let at = bytes.length - 1; at > bytes.length - 1_400; at -= 70) {
    const bent = Buffer.from(bytes);
    bent[at] = (bent[at] ?? 0) ^ 0x10;
    writeFileSync(path, bent);
    const opened = await open(app.window);
    if (!opened.ok) {
      results.push(opened.failure.code);
      continue;
    }
    const revealed = await send(app.window, 'field.reveal', { itemId, versionId: null, fieldId: passwordId });
    results.push(revealed.ok ? revealed.value.value : revealed.failure.code);
    await lock(app.window);
  }
  expect(results.every((result) => result === secret || /^(vault|item)\./u.test(result))).toBe(true);
  expect(results.filter((result) => result !== secret).length).toBeGreaterThan(0);
});

test('two processes on one file: the second is told who holds it', async ({ app, launch }) => {
  await makeVault(app.window);
  const second = await launch();
  const reply = await chooseFile(second, vaultOf(app));
  expect(reply).toMatchObject({ ok: true, value: { phase: 'locked' } });
  const refused = await open(second.window);
  expect(refused).toMatchObject({ ok: false, failure: { code: 'vault.in-use' } });
  expect(refused.ok ? 0 : refused.failure.facts.holderPid).toBeGreaterThan(1);
  await lock(app.window);
  expect((await open(second.window)).ok).toBe(true);
});

test('a vault that vanished is said to be gone, and the app goes on', async ({ app }) => {
  const path = await lockedVault(app);
  rmSync(path);
  expect(await open(app.window)).toMatchObject({ failure: { code: 'vault.not-found' } });
  await app.window.reload();
  await expect(app.window.getByRole('alert').filter({ hasText: /is not where it was/ })).toBeVisible();
  await expectAccessible(app.window);
});

/** What a person reads; each of these tests goes the way a person goes. */
test.describe('the window says', () => {
  const patience = { timeout: 30_000 };

  function expectSaid(page: Page, code: FailureCode, facts: FailureFacts = {}): Promise<void> {
    return expect(page.getByText(sentenceForCode(code, facts), { exact: true }).first()).toBeVisible(patience);
  }

  async function type(page: Page, text: string): Promise<void> {
    await page.getByPlaceholder(unlockWords.passphrase).fill(text);
    await page.keyboard.press('Enter');
  }

  async function chooseByHand(app: App, path: string): Promise<void> {
    await answerDialogs(app, [path]);
    await app.window.getByRole('button', { name: unlockWords.otherVault }).click();
    await app.window.getByRole('menuitem', { name: unlockWords.openFile }).click();
  }

  test('that a passphrase is wrong, that a file is no vault, of a newer format, damaged, or gone', async ({ app }) => {
    test.slow();
    const page = app.window;
    const path = await lockedVault(app);
    const whole = readFileSync(path);
    const facts = { fileName: 'Personal.latchkey' };
    await type(page, 'not the passphrase');
    await expectSaid(page, 'unlock.wrong-passphrase');

    const text = join(app.home, 'list.latchkey');
    writeFileSync(text, 'milk, eggs, bread\n'.repeat(9_000));
    await chooseByHand(app, text);
    await expectSaid(page, 'vault.not-a-vault', { fileName: 'list.latchkey' });

    const newer = Buffer.from(whole);
    newer.writeUInt16BE(2, 8);
    writeFileSync(path, newer);
    await type(page, passphrase);
    await expectSaid(page, 'vault.newer-format', { ...facts, formatVersion: 2 });

    const damaged = Buffer.from(whole);
    headerCopyOffsets.forEach((offset) => damaged.fill(0xa5, offset + 40, offset + 60));
    writeFileSync(path, damaged);
    await type(page, passphrase);
    await expectSaid(page, 'vault.damaged', facts);
    // The next start cannot even read its slots: a screen of its own says so, and leads on.
    await page.reload();
    await expectSaid(page, 'vault.damaged', facts);
    await expect(page.getByRole('button', { name: unlockWords.otherVault })).toBeVisible();

    rmSync(path);
    await page.reload();
    await expectSaid(page, 'vault.not-found', facts);
  });

  test('that another process has the vault open, and which', async ({ app, launch }) => {
    await makeVault(app.window);
    const second = await launch();
    await answerDialogs(second, [vaultOf(app)]);
    await second.window.getByRole('button', { name: firstRunWords.open }).click();
    await second.window.getByPlaceholder(unlockWords.passphrase).waitFor();
    await type(second.window, passphrase);
    const holderPid = await app.evaluate(() => process.pid);
    await expectSaid(second.window, 'vault.in-use', { holderPid });
    // Let go of there, Enter alone tries once more.
    await lock(app.window);
    await second.window.keyboard.press('Enter');
    await second.window.getByRole('navigation').first().waitFor(patience);
  });

  test('that a folder can only be read, when a vault in it is opened and when one is to be made there', async ({ app }) => {
    test.slow();
    const page = app.window;
    await lockedVault(app);
    const folder = join(app.home, 'Documents');
    const undo = makeReadOnly(folder);
    test.skip(undo === null, 'this user can write everywhere and may not mount');
    try {
      const refused = await send(page, 'vault.create', { jobId: '0b0f6a52-6a51-4a6c-9d7e-1c1f4f4b0a11', name: 'Other', placeToken: null, passphrase, enrolmentToken: null, keyName: null });
      const failure = refused.ok ? null : refused.failure;
      expect(failure?.code).toMatch(/^disk\.(read-only|no-permission)$/u);
      await page.getByRole('button', { name: unlockWords.otherVault }).click();
      await page.getByRole('menuitem', { name: unlockWords.newVault }).click();
      await page.getByLabel(firstRunWords.name, { exact: true }).fill('Other');
      await page.getByRole('button', { name: firstRunWords.next, exact: true }).click();
      await page.getByLabel(firstRunWords.passphrase, { exact: true }).fill(passphrase);
      await page.getByLabel(firstRunWords.repeat, { exact: true }).fill(passphrase);
      await page.getByRole('button', { name: firstRunWords.next, exact: true }).click();
      await page.getByRole('button', { name: firstRunWords.skip }).click();
      await page.getByRole('button', { name: firstRunWords.skipConfirm, exact: true }).click();
      await expectSaid(page, failure?.code ?? 'unexpected', failure?.facts);
      await page.reload();
      await type(page, passphrase);
      await expect(page.getByText(openNoticeSentences['read-only'])).toBeVisible(patience);
    } finally {
      undo?.();
    }
  });
});

/** For a plain user by its permissions, for root by a mount of its own; null where neither can be. @returns what undoes it. */
function makeReadOnly(folder: string): (() => void) | null {
  if (!runsAsRoot) {
    chmodSync(folder, 0o555);
    return () => chmodSync(folder, 0o755);
  }
  try {
    execFileSync('mount', ['--bind', folder, folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  const undo = (): void => void execFileSync('umount', ['--lazy', folder], { stdio: 'ignore' });
  try {
    execFileSync('mount', ['-o', 'remount,ro,bind', folder], { stdio: 'ignore' });
    return undo;
  } catch {
    undo();
    return null;
  }
}
