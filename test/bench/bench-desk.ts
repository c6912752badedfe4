/**
 * The real calls over a real desk and vault files on the real disk, behind the same door as in the application (`answerCall`): requests and
 * replies are parsed as they are for the page. Only Electron is missing. For the children that measure ours.
 */
import { join } from 'node:path';
import { secureRandom } from '../../electron/crypto/random.ts';
import { answerCall } from '../../electron/ipc/answer-call.ts';
import { openBackupFolder } from '../../electron/store/backup-folder.ts';
import { openVaultFile } from '../../electron/store/vault-file.ts';
import { createVault } from '../../electron/vault/create-vault.ts';
import type { ItemContent, NewAttachment, Presented } from '../../electron/vault/vault-types.ts';
import type { CallName, Gives, Takes } from '../../shared/contract.ts';
import { makeId } from '../../shared/ids.ts';
import { makeCallsOnDesk } from '../support/calls-on-desk.ts';
import { floorCost } from '../support/sample-vault.ts';
import { benchLogins, type BenchLogin } from './bench-logins.ts';

/** What every contestant derives its key with. */
export const benchCost = floorCost;
export const benchPassphrase = 'brass lantern under the stairs';
/** The second way to open our vault: it derives nothing dear, so that what it takes is what opening takes. */
export const benchRecoveryCode = Buffer.alloc(20, 7);

const chunkLength = 10_000;

function newId(): string {
  return makeId(Date.now(), secureRandom(10));
}

export function contentOf(login: BenchLogin): { readonly content: ItemContent; readonly attachments: readonly NewAttachment[] } {
  const attachments = login.attachment === null ? [] : [{
    meta: { id: newId(), fileName: login.attachment.fileName, mediaType: 'application/octet-stream', size: login.attachment.content.length },
    content: login.attachment.content,
  }];
  const field = (name: string, type: 'username' | 'password' | 'totp', value: string) => ({ id: newId(), name, label: '', type, concealed: type !== 'username', value });
  return {
    content: {
      overview: {
        kind: 'login', title: login.title, urls: [{ url: login.url, match: 'domain' }], tags: [...login.tags], collection: null, favourite: false,
        attributes: { enabled: true, notBefore: null, expires: null }, touchRequired: false, purgeProtected: false,
      },
      details: {
        fields: [
          field('username', 'username', login.username),
          field('password', 'password', login.password),
          ...(login.totp === null ? [] : [field('totp', 'totp', login.totp)]),
        ],
        notes: login.note,
        attachments: attachments.map(({ meta }) => meta),
      },
    },
    attachments,
  };
}

/** A vault of so many logins, as an import of them leaves it: nothing was compacted. */
export async function makeBenchVault(path: string, size: number): Promise<void> {
  const file = await openVaultFile(path, { create: true });
  const session = await createVault(
    { file, clock: Date, random: secureRandom, device: 'bench' },
    {
      name: 'Bench',
      slots: [
        { kind: 'passphrase', name: 'Passphrase', passphrase: Buffer.from(benchPassphrase, 'utf8') },
        { kind: 'recovery', name: 'Kit', code: Uint8Array.from(benchRecoveryCode) },
      ],
      cost: benchCost,
    },
  );
  let chunk: ReturnType<typeof contentOf>[] = [];
  for (const login of benchLogins(size)) {
    chunk.push(contentOf(login));
    if (chunk.length === chunkLength) {
      await session.createMany(chunk, { change: 'create' });
      chunk = [];
    }
  }
  if (chunk.length > 0) {
    await session.createMany(chunk, { change: 'create' });
  }
  await session.lock();
}

export type BenchDesk = {
  readonly ask: <Name extends CallName>(name: Name, takes: Takes<Name>) => Promise<Gives<Name>>;
  readonly open: (presented: Presented) => Promise<void>;
  readonly lock: () => Promise<void>;
};

/** `folder` takes what the computer would remember. The vault is chosen, its key not yet asked for. */
export async function makeBenchDesk(folder: string, path: string): Promise<BenchDesk> {
  const { calls, desk } = await makeCallsOnDesk(folder, { openFile: openVaultFile, backupFolder: openBackupFolder(join(folder, 'backups')) });
  await desk.choose(path);
  const gate = {
    handlers: calls,
    isOurFrame: () => true,
    mayCall: () => true,
    isOpen: desk.isOpen,
    afterCall: desk.noteChanges,
    report: (_reference: string, name: string, error: unknown) => {
      throw new Error(name, { cause: error });
    },
  };
  return {
    async ask(name, takes) {
      const answer = await answerCall(gate, null, name, takes);
      if (!answer.ok) {
        throw new Error(`${name}: ${answer.failure.code}`);
      }
      // The gate has parsed it as just this.
      return answer.value as Gives<typeof name>;
    },
    async open(presented) {
      const signal = new AbortController().signal;
      await desk.admit(await desk.open(presented, { acceptRollback: false, progress: () => undefined, signal }), []);
    },
    lock: () => desk.lock('asked'),
  };
}

export function newJobId(): string {
  return newId();
}
