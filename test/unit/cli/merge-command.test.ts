/** `npm run vault -- merge FILE COPY` over vault files in memory. */
import { describe, expect, test } from 'vitest';
import type { CommandPort } from '../../../cli/command-port.ts';
import { runCommand } from '../../../cli/run-command.ts';
import { secureRandom } from '../../../electron/crypto/random.ts';
import type { VaultSession } from '../../../electron/vault/vault-types.ts';
import { sentenceForCode } from '../../../renderer/text/failures.ts';
import { makeMemoryBackupFolder } from '../../support/memory-backup-folder.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { login, makeSetClock, makeVaultIn, openAgain, passphrase, passphraseSlot, quickKdf, recoverySlot } from '../../support/sample-vault.ts';

async function twoCopies(change: (there: VaultSession) => Promise<unknown>) {
  const made = makeMemoryVaultFile();
  await (await makeVaultIn(made, [passphraseSlot, recoverySlot])).lock();
  const [here, there] = [makeMemoryVaultFile(made.durable()), makeMemoryVaultFile(made.durable())];
  const session = await openAgain(there, { clock: makeSetClock(1_900_000_000_000) });
  await change(session);
  const files = new Map([['Home.latchkey', here.durable()], ['Copy.latchkey', there.durable()]]);
  const heard = { said: [] as string[], noted: [] as string[], asked: [] as string[] };
  const backups = makeMemoryBackupFolder();
  const opened = new Map<string, ReturnType<typeof makeMemoryVaultFile>>();
  const port: CommandPort = {
    say: (line) => void heard.said.push(line),
    note: (line) => void heard.noted.push(line),
    progress: () => undefined,
    askSecret: async (prompt) => {
      heard.asked.push(prompt);
      return passphrase.toString('utf8');
    },
    readFirstLine: async () => null,
    openFile: async (path) => {
      const file = makeMemoryVaultFile(files.get(path));
      opened.set(path, file);
      return file;
    },
    openBackups: () => backups,
    clock: { now: () => 1_790_000_000_000 },
    random: secureRandom,
    device: 'here',
    kdf: quickKdf,
    signal: new AbortController().signal,
  };
  return { ...heard, opened, files, backups, run: (...args: string[]) => runCommand(args, port) };
}

describe('npm run vault -- merge', () => {
  test('takes in what the copy has, says what that was, and leaves the copy as it is', async () => {
    const { run, said, asked, opened, files, backups } = await twoCopies((there) => there.create(login('Theirs', 'pw')));
    expect(await run('merge', 'Home.latchkey', 'Copy.latchkey')).toBe(0);
    expect([...backups.files.values()].map((backup) => backup.equals(files.get('Home.latchkey') ?? Buffer.alloc(0)))).toEqual([true]);
    expect(said).toEqual(['1 new item']);
    expect(asked).toHaveLength(1);
    const merged = opened.get('Home.latchkey')?.durable() ?? Buffer.alloc(0);
    expect([...(await openAgain(makeMemoryVaultFile(merged))).overviews()].map(({ title }) => title)).toEqual(['Theirs']);
    expect(opened.get('Copy.latchkey')?.acts).toEqual([]);
    expect([...opened.values()].every((file) => file.isClosed())).toBe(true);

    files.set('Home.latchkey', merged);
    expect(await run('merge', 'Home.latchkey', 'Copy.latchkey')).toBe(0);
    expect(said.at(-1)).toBe('Everything in this copy is in your vault already.');
    expect(opened.get('Home.latchkey')?.durable().equals(merged)).toBe(true);
  });

  test('asks for the passphrase of a copy that has another key, with a word of care', async () => {
    const { run, said, noted, asked } = await twoCopies(async (there) => {
      await there.create(login('Theirs', 'pw'));
      await there.removeSlot(there.slots()[1]?.slotId ?? '');
    });
    expect(await run('merge', 'Home.latchkey', 'Copy.latchkey')).toBe(0);
    expect(asked).toEqual(['Passphrase: ', 'Passphrase of the copy: ']);
    expect(noted.join()).toContain('Go on only if you know where it comes from');
    expect(said).toEqual(['1 new item', 'Opens this vault, and not the copy: “Kit” (recovery kit).']);
  });

  test('refuses another vault, and wants two files', async () => {
    const { run, noted, files } = await twoCopies(async () => undefined);
    const stranger = makeMemoryVaultFile();
    await (await makeVaultIn(stranger)).lock();
    files.set('Copy.latchkey', stranger.durable());
    expect(await run('merge', 'Home.latchkey', 'Copy.latchkey')).toBe(1);
    expect(noted.at(-1)).toBe(sentenceForCode('merge.other-vault', { fileName: 'memory.latchkey' }));
    expect(await run('merge', 'Home.latchkey')).toBe(2);
    expect(await run('verify', 'Home.latchkey', 'Copy.latchkey')).toBe(2);
    expect(await run('merge', 'Home.latchkey', './Home.latchkey')).toBe(2);
  });
});
