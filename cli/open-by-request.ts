/**
 * Opens the vault a command is about, with the writer's lock, as its user says: a passphrase or the words of a recovery kit. What this
 * computer remembers of the vault is the application's and is not asked: an older copy opens without a question.
 */
import { VaultFailure } from '../shared/failure.ts';
import { passphraseBytes } from '../electron/desk/passphrase-bytes.ts';
import { parseRecoveryCode } from '../electron/desk/recovery-code.ts';
import { effLongList } from '../electron/desk/word-list.ts';
import { openVault, readSlots } from '../electron/vault/open-vault.ts';
import type { Presented, VaultCopy, VaultSession } from '../electron/vault/vault-types.ts';
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

type SecretRequest = Pick<VaultRequest, 'secretFile' | 'recovery'> & { readonly asked: { readonly passphrase: string; readonly recovery: string } };

async function readSecret(port: CommandPort, { secretFile, recovery, asked }: SecretRequest): Promise<string> {
  if (secretFile !== null) {
    const line = await port.readFirstLine(secretFile);
    if (line === null) {
      throw new CannotGoOn(commandWords.secretUnreadable);
    }
    return line;
  }
  const typed = await port.askSecret(recovery ? asked.recovery : asked.passphrase);
  if (typed === null || typed === '') {
    throw new CannotGoOn(commandWords.nothingTyped);
  }
  return typed;
}

async function present(port: CommandPort, request: SecretRequest): Promise<Presented> {
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
    presented = await present(port, { ...request, asked: commandWords });
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

/** The copy that is to be merged: with the vault's own key, and where that does not open it, with a secret of the copy's own. */
export async function openCopyByRequest(port: CommandPort, session: VaultSession, request: VaultRequest & { readonly other: string }): Promise<VaultCopy> {
  const { progress, signal } = port;
  const open = async (presented: Presented | null): Promise<VaultCopy> =>
    session.openCopy(await port.openFile(request.other, { readOnly: true }), presented, { progress, signal });
  try {
    return await open(null);
  } catch (error) {
    if (!(error instanceof VaultFailure) || error.code !== 'merge.needs-unlock') {
      throw error;
    }
  }
  port.note(commandWords.copyNeedsUnlock);
  const presented = await present(port, { ...request, secretFile: request.copySecretFile, asked: commandWords.ofCopy });
  try {
    return await open(presented);
  } finally {
    presented.passphrase?.fill(0);
    presented.recoveryCode?.fill(0);
  }
}
