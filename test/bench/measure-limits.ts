/**
 * `--limits`: how fast this computer does what the rows are made of, so that each can be held against what it cannot be faster than.
 * Nothing of Latchkey is measured here.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { benchLine, type BenchLine } from './bench-line.ts';
import { benchLogins } from './bench-logins.ts';
import { measureArgon2 } from './measure-argon2.ts';
import { median, timed } from './timing.ts';

const wholeBytes = 16 * 1_048_576;
const cipherBytes = 4 * 1_048_576;
const rounds = 15;

/** Bytes for milliseconds, the best of several: a limit is not what a busy moment gives. */
async function throughput(bytes: number, act: () => unknown): Promise<number> {
  let best = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { ms } = await timed(act);
    best = Math.max(best, bytes / 1_000 / ms);
  }
  return best;
}

function decryptAll(pieceBytes: number, total: number): () => void {
  const key = randomBytes(32);
  const nonce = randomBytes(12);
  const sealing = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([sealing.update(randomBytes(pieceBytes)), sealing.final()]);
  const tag = sealing.getAuthTag();
  return () => {
    for (let done = 0; done < total; done += pieceBytes) {
      const opening = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
      opening.setAuthTag(tag);
      opening.update(sealed);
      opening.final();
    }
  };
}

async function appendDurably(path: string, bytes: number): Promise<readonly number[]> {
  const file = await open(path, 'w');
  const piece = randomBytes(bytes);
  const times: number[] = [];
  try {
    for (let turn = 0; turn < 50; turn += 1) {
      const { ms } = await timed(async () => {
        await file.write(piece, 0, bytes, turn * bytes);
        await file.datasync();
      });
      times.push(ms);
    }
  } finally {
    await file.close();
    await rm(path);
  }
  return times;
}

export async function measureLimits(folder: string, tell: (line: BenchLine) => void): Promise<void> {
  const big = join(folder, 'limit.bin');
  await writeFile(big, randomBytes(wholeBytes));
  const rate = async (name: string, bytes: number, act: () => unknown): Promise<void> => tell(benchLine(name, bytes, await throughput(bytes, act), 'MB/s'));
  await rate('limit-read', wholeBytes, () => readFile(big));
  await rate('limit-aes-gcm-1mb', cipherBytes, decryptAll(1_048_576, cipherBytes));
  const small = 512;
  await rate('limit-aes-gcm-512b', 2_048 * small, decryptAll(small, 2_048 * small));
  const text = JSON.stringify([...benchLogins(4_000)].map(({ title, username, url, tags }) => ({ title, username, url, tags })));
  await rate('limit-json-parse', text.length, () => JSON.parse(text));
  const bytes = Buffer.alloc(wholeBytes, text);
  await rate('limit-find-byte', wholeBytes, () => bytes.indexOf(0));
  await rate('limit-find-word', wholeBytes, () => bytes.indexOf('qxzjv'));
  await rate('limit-write-durable', wholeBytes, async () => {
    const file = await open(big, 'w');
    await file.write(bytes);
    await file.datasync();
    await file.close();
  });
  await rm(big);
  tell(benchLine('limit-datasync', 1_024, median(await appendDurably(big, 1_024)), 'ms'));
  const argon2 = await measureArgon2(5);
  if (argon2 !== null) {
    tell(benchLine('limit-argon2', 0, argon2, 'ms'));
  }
}
