/** Bytes behind a vault's end that were made to look like frames: the search through them is bounded, and can be stopped. */
import { describe, expect, it } from 'vitest';
import { secureRandom } from '../../electron/crypto/random.ts';
import { makeKey } from '../../electron/crypto/secret-key.ts';
import { encodeCommit } from '../../electron/vault/commit-payload.ts';
import { findLaterCommit, searchBudget } from '../../electron/vault/find-later-commit.ts';
import { firstLink, frameExtraBytes, frameHeadBytes, frameKinds, sealFrame } from '../../electron/vault/frame.ts';
import type { VaultFile } from '../../electron/vault/vault-port.ts';
import { makeMemoryVaultFile } from '../support/memory-vault-file.ts';
import { failureOf, login, makeVaultIn, openAgain } from '../support/sample-vault.ts';

/** Counts what is read of a file. */
function watched(file: VaultFile): { readonly file: VaultFile; readonly reads: number[] } {
  const reads: number[] = [];
  return {
    reads,
    file: {
      ...file,
      read(offset, length) {
        reads.push(length);
        return file.read(offset, length);
      },
    },
  };
}

async function search(tail: Buffer, key = makeKey(secureRandom(32)), signal?: AbortSignal) {
  const { file, reads } = watched(makeMemoryVaultFile(Buffer.concat([Buffer.alloc(64), tail])));
  const budget = { ...searchBudget };
  const source = { file, key, vaultId: Buffer.alloc(16, 5), epoch: 1 };
  const found = await findLaterCommit(source, { offset: 64, size: 64 + tail.length, number: 0 }, { budget, signal });
  return { found, reads, budget };
}

/** A head every five bytes; each one's end is the place of another head. */
function denseHeads(total: number, length: number): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(length);
  head[4] = frameKinds.commit;
  return Buffer.alloc(total, head);
}

async function vaultWith(tail: Buffer): Promise<Buffer> {
  const file = makeMemoryVaultFile();
  const session = await makeVaultIn(file);
  await session.create(login('Mail', 'hunter2'));
  await session.lock();
  return Buffer.concat([file.durable(), tail]);
}

describe('a crafted tail', () => {
  it('of heads upon heads is given up after a fixed number of them, with one read a megabyte', async () => {
    const { found, reads, budget } = await search(denseHeads(65_536, 250));
    expect(found).toBe(true);
    expect(budget.commits).toBe(-1);
    expect(budget.bytes).toBe(searchBudget.bytes);
    expect(reads.length).toBe(1);
  });

  it('of more heads than are kept is given up', async () => {
    const { found, budget } = await search(denseHeads(2_000_000, 1_000_000));
    expect(found).toBe(true);
    expect(budget.commits).toBeGreaterThan(0);
  });

  it('of copies of a real commit is given up once a fixed number of bytes was decrypted', async () => {
    const key = makeKey(secureRandom(32));
    const payload = encodeCommit({ first: 0, at: 0, device: 'd'.repeat(100_000), settled: true, rows: [], purged: [], settings: null, audit: [] });
    const elsewhere = { vaultId: Buffer.alloc(16, 5), epoch: 1, number: 9_000, previous: firstLink };
    const real = Buffer.concat([...sealFrame(key, secureRandom, frameKinds.commit, payload, elsewhere).parts]);
    const before = Buffer.alloc(frameExtraBytes);
    before[4] = frameKinds.details;
    const { found, reads, budget } = await search(Buffer.concat([Buffer.alloc(6_000), ...Array.from({ length: 40 }, () => [before, real.subarray(0, frameHeadBytes + 9)]).flat(), real]), key);
    expect(found).toBe(true);
    expect(budget.bytes).toBeLessThan(0);
    expect(budget.bytes).toBeGreaterThan(-2 * real.length);
    expect(reads.length).toBeLessThan(40);
  });

  it('can be left: a search that was cancelled stops', async () => {
    expect(await failureOf(search(denseHeads(65_536, 250).fill(0, 5_000), undefined, AbortSignal.abort()))).toBe('cancelled');
  });

  it('of honest chance costs next to nothing', async () => {
    const { found, budget } = await search(Buffer.from(secureRandom(4 << 20)));
    expect(found).toBe(false);
    expect(budget).toEqual({ ...searchBudget, commits: expect.toSatisfy((left: number) => left > searchBudget.commits - 5) });
  });

  it('behind a vault makes it refused as damaged, not open slowly', async () => {
    expect(await failureOf(openAgain(makeMemoryVaultFile(await vaultWith(denseHeads(65_536, 250)))))).toBe('vault.damaged');
  });

  it('of one frame that claims a hundred megabytes is never read into memory as one', async () => {
    const head = Buffer.alloc(5);
    head.writeUInt32BE(100 << 20);
    head[4] = frameKinds.commit;
    const bytes = await vaultWith(head);
    const plain = makeMemoryVaultFile(bytes);
    const { file, reads } = watched({
      ...plain,
      size: async () => bytes.length + 45 + (100 << 20),
      // A sparse file: zeros as far as its size says.
      read: async (offset, length) => {
        const read = new Uint8Array(length);
        read.set(bytes.subarray(offset, offset + length));
        return read;
      },
    });
    const session = await openAgain(file);
    expect(session.notices.map(({ kind }) => kind)).toEqual(['torn-tail']);
    expect(Math.max(...reads)).toBeLessThan(1.1 * (1 << 20));
  });
});
