import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeFileFollower } from '../../../electron/desk/follow-file.ts';
import type { VaultSession } from '../../../electron/vault/vault-types.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { login, makeVaultIn, openAgain, recoverySlot, passphraseSlot } from '../../support/sample-vault.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

/** Lets what was begun come to its end; nothing of it waits for a clock. */
async function settle(): Promise<void> {
  for (let round = 0; round < 60; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function followed() {
  const file = makeMemoryVaultFile();
  const session = await makeVaultIn(file, [passphraseSlot, recoverySlot]);
  const mine = await session.create(login('mine', 'pw'));
  const base = file.durable();
  const time = { now: 1_800_000_000_000 };
  const seen = { changed: 0, copies: 0, kept: [] as Buffer[], dropped: [] as string[], news: [] as number[], troubles: [] as string[] };
  let heard: (what: 'vault' | 'copies') => void = () => undefined;
  const follower = makeFileFollower({
    port: {
      watch: (_path, listener) => {
        heard = listener;
        return () => void (heard = () => undefined);
      },
      keepAside: async (_path, _at, fill) => {
        const parts: Uint8Array[] = [];
        const isKept = await fill(async (bytes) => void parts.push(bytes));
        seen.kept.push(Buffer.concat(parts));
        return isKept ? '/vaults/Home (kept).latchkey' : null;
      },
      dropKept: async (path) => void seen.dropped.push(path),
      caughtUp: (news) => void seen.news.push(news.counts.newItems),
      copiesChanged: () => void (seen.copies += 1),
    },
    now: () => time.now,
    changed: () => void (seen.changed += 1),
    trouble: (where) => void seen.troubles.push(where),
  });
  follower.begin(session, '/vaults/Home.latchkey');
  const hear = async (what: 'vault' | 'copies' = 'vault'): Promise<void> => {
    heard(what);
    await settle();
  };
  const wait = async (milliseconds: number): Promise<void> => {
    await vi.advanceTimersByTimeAsync(milliseconds);
    await settle();
  };
  const elsewhere = async (change: (session: VaultSession) => Promise<unknown>): Promise<Buffer> => {
    const other = makeMemoryVaultFile(base);
    await change(await openAgain(other));
    return other.durable();
  };
  return { file, session, mine, seen, follower, hear, wait, elsewhere, time };
}

describe('the file of the open vault', () => {
  it('changed by another computer comes in by itself, and the desk is told', async () => {
    const { file, session, seen, follower, hear, elsewhere } = await followed();
    file.putInPlace(makeMemoryVaultFile(await elsewhere((other) => other.create(login('theirs', 'pw')))));
    await hear();
    expect([...session.overviews()].map(({ title }) => title).sort()).toEqual(['mine', 'theirs']);
    expect(seen.changed).toBe(1);
    expect([follower.tellCaughtUp(session), follower.tellCaughtUp(session)]).toEqual([true, false]);
    expect(seen.news).toEqual([1]);
    expect(follower.standing()).toBeNull();
    expect(seen.kept).toEqual([]);
  });

  it('that is still arriving is tried again, without a word at first, and taken once it is whole', async () => {
    const { file, session, seen, follower, hear, wait, elsewhere } = await followed();
    const whole = await elsewhere((other) => other.create(login('theirs', 'pw')));
    file.putInPlace(makeMemoryVaultFile(whole.subarray(0, whole.length - 10)));
    await hear();
    expect(follower.standing()).toBeNull();
    file.putInPlace(makeMemoryVaultFile(whole));
    await wait(500);
    expect([...session.overviews()]).toHaveLength(2);
    expect(seen.copies).toBe(0);
    expect(seen.kept).toEqual([]);
  });

  it('that stays unreadable is said, what is here is kept beside it once, and taken away when all is well again', async () => {
    const { file, session, mine, seen, follower, hear, wait, elsewhere } = await followed();
    const own = file.durable();
    file.putInPlace(makeMemoryVaultFile(Buffer.alloc(100)));
    await hear();
    await wait(500);
    await wait(1_000);
    expect(follower.standing()).toEqual({ why: 'unreadable', keptAs: null });
    for (let round = 0; round < 6; round += 1) {
      await wait(15_000);
    }
    await hear();
    for (let round = 0; round < 7; round += 1) {
      await wait(15_000);
    }
    expect(follower.standing()).toEqual({ why: 'unreadable', keptAs: 'Home (kept).latchkey' });
    expect(seen.kept).toEqual([own]);
    file.putInPlace(makeMemoryVaultFile(await elsewhere((other) => other.create(login('theirs', 'pw')))));
    await hear();
    expect(follower.standing()).toBeNull();
    expect(seen.dropped).toEqual(['/vaults/Home (kept).latchkey']);
    expect(session.overview(mine.id).title).toBe('mine');
  });

  it('that is written to without end, and never whole, is said and kept all the same', async () => {
    const { file, seen, follower, hear, time } = await followed();
    const own = file.durable();
    for (let written = 1; written <= 10; written += 1) {
      file.putInPlace(makeMemoryVaultFile(Buffer.alloc(written)));
      await hear();
      time.now += 2_000;
    }
    expect(follower.standing()).toEqual({ why: 'unreadable', keptAs: 'Home (kept).latchkey' });
    expect(seen.kept).toEqual([own]);
  });

  it('made with another key is said at once, and what is here is kept', async () => {
    const { file, seen, follower, hear, elsewhere } = await followed();
    file.putInPlace(makeMemoryVaultFile(await elsewhere((other) => other.removeSlot(other.slots()[1]?.slotId ?? ''))));
    await hear();
    expect(follower.standing()).toEqual({ why: 'other-key', keptAs: 'Home (kept).latchkey' });
    expect(seen.copies).toBe(1);
  });

  it('is followed no more after the lock', async () => {
    const { file, session, seen, follower, hear, wait, elsewhere } = await followed();
    file.putInPlace(makeMemoryVaultFile(Buffer.alloc(100)));
    await hear();
    follower.end();
    await session.lock();
    file.putInPlace(makeMemoryVaultFile(await elsewhere(async () => undefined)));
    await wait(60_000);
    expect(seen).toMatchObject({ changed: 0, kept: [], troubles: [] });
  });

  it('with a copy beside it is told of', async () => {
    const { seen, hear } = await followed();
    await hear('copies');
    expect(seen.copies).toBe(1);
  });
});
