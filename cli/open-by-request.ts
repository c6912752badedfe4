/**
 * Opens the vault a command is about, with the writer's lock, as its user says: a passphrase or the words of a recovery kit. What this
 * computer remembers of the vault is the application's and is not asked: an older copy opens without a question.
 */
import { passphraseBytes } from '../electron/desk/passphrase-bytes.ts';
import { parseRecoveryCode } from '../electron/desk/recovery-code.ts';
import { effLongList } from '../electron/desk/word-list.ts';
import { openVault, readSlots } from '../electron/vault/open-vault.ts';
import type { Presented, VaultSession } from '../electron/vault/vault-types.ts';
import { commandWords } from '../renderer/text/command-words.ts';
import type { CommandPort } from './command-port.ts';
import type { VaultRequest } from './read-arguments.ts';

/** The command cannot go on, for a reason that is no failure of the vault; the sentence says why. */
export class CannotGoOn extends Error {
  constructor(readonly sentence: string) {
    super(sentence);
    this.name = 'CannotGoOn';
  }
}

async function readSecret(port: CommandPort, { secretFile, recovery }: VaultRequest): Promise<string> {
  if (secretFile !== null) {
    const line = await port.readFirstLine(secretFile);
    if (line === null) {
      throw new CannotGoOn(commandWords.secretUnreadable);
    }
    return line;
  }
  const typed = await port.askSecret(recovery ? commandWords.recovery : commandWords.passphrase);
  if (typed === null || typed === '') {
    throw new CannotGoOn(commandWords.nothingTyped);
  }
  return typed;
}

async function present(port: CommandPort, request: VaultRequest): Promise<Presented> {
  const secret = await readSecret(port, request);
  return request.recovery ? { recoveryCode: parseRecoveryCode(secret, effLongList) } : { passphrase: passphraseBytes(secret) };
}

/** The lock is taken before anything is asked: nobody types a passphrase for a vault that another program has open. */
export async function openByRequest(port: CommandPort, request: VaultRequest): Promise<VaultSession> {
  const file = await port.openFile(request.path, {});
  let presented: Presented = {};
  try {
    const { slots } = await readSlots(file);
    if (!request.recovery && !slots.some(({ kind }) => kind === 'passphrase')) {
      throw new CannotGoOn(commandWords.needsKey);
    }
    presented = await present(port, request);
    const { clock, random, device, kdf, progress, signal } = port;
    return await openVault({ file, clock, random, device, ...(kdf === undefined ? {} : { kdf }) }, presented, { seen: null, progress, signal });
  } catch (error) {
    await file.close();
    throw error;
  } finally {
    presented.passphrase?.fill(0);
    presented.recoveryCode?.fill(0);
  }
}
