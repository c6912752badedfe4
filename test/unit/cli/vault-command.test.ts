/** `npm run vault` as a process of its own on a real disk: a secret through a pipe, exit codes, the writer's lock. */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { secureRandom } from '../../../electron/crypto/random.ts';
import { openVaultFile } from '../../../electron/store/vault-file.ts';
import { createVault } from '../../../electron/vault/create-vault.ts';
import { floorCost, login, passphrase, passphraseSlot } from '../../support/sample-vault.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const tempFolder = tempFolders();

async function someVault(): Promise<string> {
  const path = join(await tempFolder(), 'Home.latchkey');
  const file = await openVaultFile(path, { create: true });
  const session = await createVault({ file, clock: { now: () => Date.now() }, random: secureRandom, device: 'here' }, { name: 'Home', slots: [passphraseSlot], cost: floorCost });
  await session.create(login('Router', 'a password'));
  await session.lock();
  return path;
}

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

function vault(args: readonly string[], typed: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'cli/vault.ts', ...args], { stdio: 'pipe', env: { ...process.env, ...env } });
  let out = '';
  let err = '';
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString('utf8')));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString('utf8')));
  child.stdin.end(typed);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

describe('the vault command as a process', () => {
  test('verifies a vault with the passphrase from a pipe or a file, and shows the passphrase nowhere', async () => {
    const path = await someVault();
    const secretFile = join(await tempFolder(), 'secret.txt');
    // As an editor of Windows saves it.
    await writeFile(secretFile, `\uFEFF${passphrase.toString('utf8')}\r\n`);
    const ended = [await vault(['verify', path], `${passphrase.toString('utf8')}\n`), await vault(['verify', path, '--passphrase-file', secretFile], '')];
    for (const { code, out, err } of ended) {
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/items +1\n[\s\S]*\nwhole\n$/u);
      expect(out).not.toContain('battery');
    }
  });

  test('refuses a vault that is open elsewhere, before it asks for anything, and still tells what its header says', async () => {
    const path = await someVault();
    const held = await openVaultFile(path);
    try {
      const { code, err } = await vault(['verify', path], '');
      expect(code).toBe(1);
      expect(err).toContain(`Another program has this vault open (process ${process.pid})`);
      expect((await vault(['info', path], '')).code).toBe(0);
    } finally {
      await held.close();
    }
  });

  test('takes a name from the folder where it was typed, though npm goes to another', async () => {
    const { code, out } = await vault(['info', 'Home.latchkey'], '', { npm_lifecycle_event: 'vault', INIT_CWD: dirname(await someVault()) });
    expect([code, out]).toEqual([0, expect.stringContaining('Latchkey vault')]);
  });

  test('ends with 1 for a file that is no vault and 2 for what it does not understand', async () => {
    const path = join(await tempFolder(), 'letter.txt');
    await writeFile(path, 'Dear Ada');
    expect((await vault(['info', path], '')).code).toBe(1);
    expect((await vault(['wash', path], '')).code).toBe(2);
  });
});
