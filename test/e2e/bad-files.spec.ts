/** Files that are no vault, or not the one they were: each a code of its own, and nothing written to them. */
import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type App } from './fixtures.ts';
import { get, lock, makeLogin, makeVault, open, passphrase, secret, send } from './bridge-calls.ts';
import { expectAccessible } from './open-screens.ts';

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
