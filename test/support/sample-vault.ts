/** Small vaults for tests: a quick stand-in for Argon2id behind the same bounds, a clock that is set, content with secrets in it. */
import { createHash } from 'node:crypto';
import { secureRandom } from '../../electron/crypto/random.ts';
import type { KdfCost, PasswordKdf } from '../../electron/crypto/password-kdf.ts';
import { createVault } from '../../electron/vault/create-vault.ts';
import { openVault } from '../../electron/vault/open-vault.ts';
import type { OpenOptions } from '../../electron/vault/open-vault.ts';
import type { VaultFile } from '../../electron/vault/vault-port.ts';
import type { ItemContent, NewSlot, Presented, SlotCredential, VaultSession } from '../../electron/vault/vault-types.ts';
import { makeId } from '../../shared/ids.ts';

export const floorCost: KdfCost = { memoryKib: 65_536, passes: 3, lanes: 4 };

/** Quick, and different for every input, cost included. */
export const quickKdf: PasswordKdf = async (passphrase, salt, cost) =>
  createHash('sha256').update(JSON.stringify(cost)).update(salt).update(passphrase).digest();

export type SetClock = { now(): number; set(milliseconds: number): void; advance(milliseconds: number): void };

export function makeSetClock(start = 1_790_000_000_000): SetClock {
  let time = start;
  return {
    now: () => time,
    set: (milliseconds) => {
      time = milliseconds;
    },
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}

export const passphrase = Buffer.from('correct horse battery staple', 'utf8');
export const recoveryCode = Buffer.alloc(20, 7);
export const prfOutput = Buffer.alloc(32, 9);
export const touchOutput = Buffer.alloc(32, 10);

export const credential: SlotCredential = {
  credentialId: Buffer.from('credential one').toString('base64url'),
  publicKey: Buffer.alloc(77, 4).toString('base64url'),
  transports: ['usb'],
  prfInput: Buffer.alloc(32).toString('base64url'),
  touchInput: Buffer.alloc(32, 1).toString('base64url'),
  userHandle: Buffer.alloc(16, 1).toString('base64url'),
  provider: 'webauthn',
};

export const passphraseSlot: NewSlot = { kind: 'passphrase', name: 'Passphrase', passphrase };
export const recoverySlot: NewSlot = { kind: 'recovery', name: 'Kit', code: recoveryCode };
export const keySlot: NewSlot = { kind: 'key', name: 'Blue key', credential, prfOutput, touchOutput };
export const bothSlot: NewSlot = { kind: 'passphrase+key', name: 'Both', passphrase, credential, prfOutput, touchOutput };

export function makeDeps(file: VaultFile, clock: SetClock = makeSetClock()) {
  return { file, clock, random: secureRandom, device: 'test-machine', kdf: quickKdf };
}

export async function makeVaultIn(file: VaultFile, slots: readonly NewSlot[] = [passphraseSlot], clock?: SetClock): Promise<VaultSession> {
  return createVault(makeDeps(file, clock), { name: 'Test', slots, cost: floorCost });
}

export async function openAgain(
  file: VaultFile,
  options: Partial<OpenOptions> & { readonly presented?: Presented; readonly clock?: SetClock } = {},
): Promise<VaultSession> {
  const { presented = { passphrase }, clock, ...rest } = options;
  return openVault(makeDeps(file, clock), presented, { seen: null, ...rest });
}

export function login(title: string, password: string, username = 'ada'): ItemContent {
  return {
    overview: {
      kind: 'login',
      title,
      urls: [{ url: 'https://example.org/login', match: 'domain' }],
      tags: [],
      collection: null,
      favourite: false,
      attributes: { enabled: true, notBefore: null, expires: null },
      touchRequired: false,
      purgeProtected: false,
    },
    details: {
      fields: [
        { id: newId(), name: 'username', label: '', type: 'username', concealed: false, value: username },
        { id: newId(), name: 'password', label: '', type: 'password', concealed: true, value: password },
      ],
      notes: '',
      attachments: [],
    },
  };
}

export function newId(): string {
  return makeId(Date.now(), secureRandom(10));
}

/** The password within details. */
export async function passwordOf(session: VaultSession, itemId: string, versionId?: string): Promise<string | undefined> {
  const details = await session.details(itemId, versionId);
  return details.fields.find((field) => field.name === 'password')?.value;
}

/** The code with which a promise fails; a promise that does not is the test's failure. */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      return error.code;
    }
    throw error;
  }
  throw new Error('it did not fail');
}
