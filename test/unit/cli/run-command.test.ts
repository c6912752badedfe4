/** The maintenance command over vault files in memory: what it answers, what it asks, and with which code it ends. */
import { describe, expect, test } from 'vitest';
import type { CommandPort } from '../../../cli/command-port.ts';
import { runCommand } from '../../../cli/run-command.ts';
import { encodeRecoveryCode } from '../../../electron/desk/recovery-code.ts';
import { effLongList } from '../../../electron/desk/word-list.ts';
import { secureRandom } from '../../../electron/crypto/random.ts';
import { VaultFailure } from '../../../shared/failure.ts';
import { sentenceForCode } from '../../../renderer/text/failures.ts';
import { makeMemoryBackupFolder } from '../../support/memory-backup-folder.ts';
import { makeMemoryVaultFile, type MemoryVaultFile } from '../../support/memory-vault-file.ts';
import { keySlot, login, makeVaultIn, passphrase, passphraseSlot, quickKdf, recoveryCode, recoverySlot } from '../../support/sample-vault.ts';
import { damageDetails } from '../../support/vault-bytes.ts';

const secret = passphrase.toString('utf8');

/** A vault with one item of two versions, one in the trash, and `slots`. */
async function vaultBytes(slots = [passphraseSlot, recoverySlot]): Promise<Buffer> {
  const file = makeMemoryVaultFile();
  const session = await makeVaultIn(file, slots);
  const { id, versionId } = await session.create(login('Router', 'a password'));
  await session.update(id, versionId, login('Router', 'another password'));
  const old = await session.create(login('Old', 'old password'));
  await session.remove([old.id]);
  await session.lock();
  return file.durable();
}

function play(content: Buffer, changes: Partial<CommandPort> = {}) {
  const said: string[] = [];
  const noted: string[] = [];
  const asked: string[] = [];
  const files: MemoryVaultFile[] = [];
  const backups = makeMemoryBackupFolder();
  const port: CommandPort = {
    say: (line) => void said.push(line),
    note: (line) => void noted.push(line),
    progress: () => undefined,
    askSecret: async (prompt) => {
      asked.push(prompt);
      return secret;
    },
    readFirstLine: async () => null,
    openFile: async () => {
      const file = makeMemoryVaultFile(content);
      files.push(file);
      return file;
    },
    openBackups: () => backups,
    clock: { now: () => 1_790_000_000_000 },
    random: secureRandom,
    device: 'here',
    kdf: quickKdf,
    signal: new AbortController().signal,
    ...changes,
  };
  return { said, noted, asked, files, backups, run: (...args: string[]) => runCommand(args, port) };
}

describe('npm run vault', () => {
  test('info needs no key, and tells what the header tells', async () => {
    const { run, said, asked, files } = play(await vaultBytes());
    expect(await run('info', 'Home.latchkey')).toBe(0);
    expect(said[0]).toBe('Latchkey vault, format 1');
    expect(said.join('\n')).toMatch(/^epoch +1$/mu);
    expect(said.join('\n')).toMatch(/Passphrase “Passphrase”, added .*, Argon2id 64 MiB, 3 passes, 4 lanes/u);
    expect(said.join('\n')).toMatch(/Recovery kit “Kit”/u);
    expect(asked).toEqual([]);
    expect(files[0]?.isClosed()).toBe(true);
  });

  test('info shows a name made to give orders to a terminal as plain text', async () => {
    const { run, said } = play(await vaultBytes([{ ...passphraseSlot, name: 'Pass\u001b]0;gone\u0007phrase' }]));
    await run('info', 'Home.latchkey');
    expect(said.join('\n')).toContain('“Pass]0;gonephrase”');
  });

  test('info gives a name no lines of its own', async () => {
    const { run, said } = play(await vaultBytes([{ ...passphraseSlot, name: 'Pass\r\nwhole' }]));
    await run('info', 'Home.latchkey');
    expect(said.join('\n')).toContain('“Pass whole”');
  });

  test('verify counts what is there and ends with "whole"', async () => {
    const { run, said, asked, files } = play(await vaultBytes());
    expect(await run('verify', 'Home.latchkey')).toBe(0);
    expect(said.join('\n')).toMatch(/^items +2, 1 of them in the trash\nversions +4\nframes +\d+\nbytes +[\d,]+ \(.+\)\nwhole$/u);
    expect(asked).toEqual(['Passphrase: ']);
    expect(files[0]?.isClosed()).toBe(true);
  });

  test('verify says what is damaged, and ends with 1', async () => {
    const { run, said, noted } = play(damageDetails(await vaultBytes()));
    expect(await run('verify', 'Home.latchkey')).toBe(1);
    expect(said[0]).toMatch(/^items/u);
    expect(said.at(-1)).toMatch(/^damaged/u);
    expect(said).not.toContain('whole');
    expect(noted).toHaveLength(1);
  });

  test('verify of a file that ends in the middle of its first commit says so', async () => {
    const { run, said } = play((await vaultBytes()).subarray(0, 65_600));
    expect(await run('verify', 'Home.latchkey')).toBe(1);
    expect(said.at(-1)).toMatch(/^damaged/u);
  });

  test('tells of a write that was cut short, and calls the rest whole', async () => {
    const { run, said, noted } = play(Buffer.concat([await vaultBytes(), Buffer.alloc(37, 5)]));
    expect(await run('verify', 'Home.latchkey')).toBe(0);
    expect(noted.join()).toContain('37 bytes');
    expect(said.at(-1)).toBe('whole');
  });

  test('compact gives back what was purged, and the vault is whole after it', async () => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file);
    const { id } = await session.create(login('Router', 'x'.repeat(50_000)));
    await session.remove([id]);
    await session.purge([id]);
    await session.lock();
    const { run, said, files, backups } = play(file.durable());
    expect(await run('compact', 'Home.latchkey')).toBe(0);
    expect([...backups.files.values()].map((backup) => backup.equals(file.durable()))).toEqual([true]);
    const after = files[0]?.durable() ?? Buffer.alloc(0);
    expect(after.length).toBeLessThan(file.durable().length - 50_000);
    expect(said.at(-1)).toMatch(/bytes before, .* after/u);
    expect(await play(after).run('verify', 'Home.latchkey')).toBe(0);
  });

  test('compacts nothing that could not be backed up first', async () => {
    const content = await vaultBytes();
    const { run, noted, files, backups } = play(content);
    backups.fail('disk.full');
    expect(await run('compact', 'Home.latchkey')).toBe(1);
    expect(noted).toEqual([expect.stringMatching(/^No backup could be made first, .* The disk is full: .* --backups FOLDER\.$/u)]);
    expect(files[0]?.durable().equals(content)).toBe(true);
  });

  test('backs up nothing where nothing can be written afterwards', async () => {
    const content = await vaultBytes();
    const { run, noted, backups } = play(content, { openFile: async () => makeMemoryVaultFile(content, { writable: false }) });
    expect(await run('compact', 'Home.latchkey')).toBe(1);
    expect([noted, backups.files.size]).toEqual([[sentenceForCode('disk.read-only')], 0]);
  });

  test('takes the words of a recovery kit, and a secret out of a file', async () => {
    const content = await vaultBytes();
    const words = encodeRecoveryCode(recoveryCode, effLongList).join(' ');
    expect(await play(content, { askSecret: async () => words }).run('verify', 'Home.latchkey', '--recovery')).toBe(0);
    const named: string[] = [];
    const fromFile = play(content, { readFirstLine: async (path) => (named.push(path), secret) });
    expect(await fromFile.run('verify', 'Home.latchkey', '--passphrase-file', 'secret.txt')).toBe(0);
    expect(named).toEqual(['secret.txt']);
    expect(fromFile.asked).toEqual([]);
  });

  test.each([
    ['a wrong passphrase', { askSecret: async () => 'wrong' }, sentenceForCode('unlock.wrong-passphrase')],
    ['nothing typed', { askSecret: async () => null }, 'Nothing was typed, so the vault was not opened.'],
    ['a vault that another program has open', { openFile: () => Promise.reject(new VaultFailure('vault.in-use', { holderPid: 4711 })) }, sentenceForCode('vault.in-use', { holderPid: 4711 })],
  ])('ends with 1 and its sentence for %s', async (_what, changes, sentence) => {
    const { run, noted, files } = play(await vaultBytes(), changes);
    expect(await run('verify', 'Home.latchkey')).toBe(1);
    expect(noted).toEqual([sentence]);
    expect(files.every((file) => file.isClosed())).toBe(true);
  });

  test('does not ask for a passphrase where only a hardware key opens the vault', async () => {
    const { run, noted, asked } = play(await vaultBytes([keySlot, recoverySlot]));
    expect(await run('verify', 'Home.latchkey')).toBe(1);
    expect(noted.join()).toContain('--recovery');
    expect(asked).toEqual([]);
  });

  test('stops when told to, and leaves the vault as it was', async () => {
    const content = await vaultBytes();
    const stopping = new AbortController();
    const { run, noted, files } = play(content, { signal: stopping.signal, progress: (stage) => stage === 'rewrite' && stopping.abort() });
    expect(await run('compact', 'Home.latchkey')).toBe(1);
    expect(noted.at(-1)).toBe(sentenceForCode('cancelled'));
    expect(files[0]?.durable().equals(content)).toBe(true);
    expect(files[0]?.isClosed()).toBe(true);
  });

  test.each([
    [[], 2],
    [['--help'], 0],
    [['mend', 'Home.latchkey'], 2],
    [['verify'], 2],
    [['verify', 'Home.latchkey', 'Other.latchkey'], 2],
    [['verify', 'Home.latchkey', '--passphrase', secret], 2],
    [['verify', 'Home.latchkey', '--passphrase-file'], 2],
  ])('%j ends with %i', async (args, code) => {
    const { run, said, noted } = play(Buffer.alloc(0));
    expect(await run(...args)).toBe(code);
    expect([...said, ...noted].join('\n')).toContain('npm run vault -- COMMAND FILE');
    expect([...said, ...noted].join('\n')).not.toContain(secret);
  });
});
