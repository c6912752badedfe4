/** The end of the log: cuts, torn writes, and damage that must not pass for one. */
import { describe, expect, it } from 'vitest';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { failureOf, login, makeVaultIn, openAgain, passwordOf } from '../../support/sample-vault.ts';
import { flipBit, frameSpans } from '../../support/vault-bytes.ts';
import { logOffset } from '../../../electron/vault/file-layout.ts';

/** A vault of four changes, and what it held after each. */
async function storyVault() {
  const file = makeMemoryVaultFile();
  const session = await makeVaultIn(file);
  const states: { bytes: Buffer; titles: string[] }[] = [];
  const note = () => states.push({ bytes: file.durable(), titles: [...session.overviews()].map((o) => (o.deletedAt === null ? o.title : `(${o.title})`)) });
  note();
  const a = await session.create(login('A', 'a'));
  note();
  await session.create(login('B', 'b'));
  note();
  await session.update(a.id, a.versionId, login('A2', 'a2'));
  note();
  await session.remove([a.id]);
  note();
  return { bytes: file.durable(), states, seen: session.seenHead(), itemId: a.id };
}

async function titlesOf(bytes: Buffer): Promise<{ titles: string[]; notices: string[] }> {
  const session = await openAgain(makeMemoryVaultFile(bytes));
  const titles = [...session.overviews()].map((o) => (o.deletedAt === null ? o.title : `(${o.title})`));
  return { titles, notices: session.notices.map((notice) => notice.kind) };
}

describe('the log', () => {
  it('is a valid older vault at every cut at a frame boundary', async () => {
    const { bytes, states } = await storyVault();
    for (const { end, kind } of frameSpans(bytes)) {
      const whole = states.findLast((state) => state.bytes.length <= end);
      const opened = await titlesOf(bytes.subarray(0, end));
      expect(opened.titles).toEqual(whole?.titles);
      expect(opened.notices).toEqual(kind === 1 ? [] : ['torn-tail']);
    }
  });

  it('drops a last change that is cut at any byte, says so, and goes on from there', async () => {
    const { states } = await storyVault();
    const [before, after] = [states[2], states[3]];
    if (!before || !after) throw new Error('there were four changes');
    for (let length = before.bytes.length + 1; length < after.bytes.length; length += 1) {
      expect(await titlesOf(after.bytes.subarray(0, length))).toEqual({ titles: before.titles, notices: ['torn-tail'] });
    }
    const file = makeMemoryVaultFile(after.bytes.subarray(0, -5));
    const session = await openAgain(file);
    await session.create(login('C', 'c'));
    expect(await titlesOf(file.durable())).toEqual({ titles: ['A', 'B', 'C'], notices: [] });
  });

  it('drops a last change of which the disk kept the length and lost any page', async () => {
    const { states } = await storyVault();
    const [before, after] = [states[2], states[3]];
    if (!before || !after) throw new Error('there were four changes');
    for (let from = before.bytes.length; from < after.bytes.length; from += 64) {
      for (const fill of [0, 0x41]) {
        const torn = Buffer.from(after.bytes);
        torn.fill(fill, from, Math.min(from + 64, torn.length));
        expect(await titlesOf(torn)).toEqual({ titles: before.titles, notices: ['torn-tail'] });
      }
    }
  });

  it('is refused when a last change goes missing that this machine has seen', async () => {
    const { bytes, states, seen } = await storyVault();
    for (const older of [...states.slice(0, -1).map((state) => state.bytes), bytes.subarray(0, -3), flipBit(bytes, bytes.length * 8 - 40)]) {
      expect(await failureOf(openAgain(makeMemoryVaultFile(older), { seen }))).toBe('vault.rolled-back');
      const accepted = await openAgain(makeMemoryVaultFile(older), { seen, acceptRollback: true });
      expect(accepted.seenHead()).not.toEqual(seen);
    }
    expect((await openAgain(makeMemoryVaultFile(bytes), { seen })).seenHead()).toEqual(seen);
  });

  it('is refused where damage lies before acknowledged changes, whatever was hit', async () => {
    const { bytes } = await storyVault();
    const spans = frameSpans(bytes);
    // All but the last two changes: frames 0 to 4.
    for (const { start, end, kind } of spans.slice(0, 5)) {
      for (const at of [start, start + 2, start + 3, start + 4, start + 10, start + 40, end - 16, end - 1]) {
        if (kind === 3 && at === start + 40) continue; // the sealed details: noticed when read, below
        expect(await failureOf(openAgain(makeMemoryVaultFile(flipBit(bytes, at * 8 + 3))))).toBe('vault.damaged');
      }
    }
  });

  it('tells of damaged details when they are read and when the file is checked', async () => {
    const { bytes, itemId } = await storyVault();
    const [, details] = frameSpans(bytes);
    if (!details) throw new Error('there are details');
    const session = await openAgain(makeMemoryVaultFile(flipBit(bytes, (details.start + 60) * 8)));
    const first = session.history(itemId).at(-1);
    expect(await failureOf(session.details(itemId, first?.versionId))).toBe('item.damaged');
    expect(await passwordOf(session, itemId)).toBe('a2');
    expect(await failureOf(session.verify())).toBe('vault.damaged');
  });

  it('is refused with frames in another order, one left out, one twice, or one of another vault', async () => {
    const { bytes } = await storyVault();
    const other = await storyVault();
    const frames = frameSpans(bytes).map(({ start, end }) => bytes.subarray(start, end));
    const foreign = frameSpans(other.bytes).map(({ start, end }) => other.bytes.subarray(start, end));
    const head = bytes.subarray(0, logOffset);
    const build = (parts: readonly Buffer[]) => makeMemoryVaultFile(Buffer.concat([head, ...parts]));
    for (let at = 0; at + 2 < frames.length; at += 1) {
      expect(await failureOf(openAgain(build(frames.toSpliced(at, 1))))).toBe('vault.damaged');
      // Of the last two changes nothing is left that could prove there were two: see below.
      if (at < 5) expect(await failureOf(openAgain(build(frames.toSpliced(at, 2, ...frames.slice(at, at + 2).toReversed()))))).toBe('vault.damaged');
      expect(await failureOf(openAgain(build(frames.toSpliced(at, 0, ...frames.slice(at, at + 1)))))).toBe('vault.damaged');
      expect(await failureOf(openAgain(build(frames.toSpliced(at, 1, ...foreign.slice(at, at + 1)))))).toBe('vault.damaged');
    }
    // A foreign tail is not ours: dropped as an unfinished write would be, and never shown.
    const spliced = await openAgain(build([...frames.slice(0, 3), ...foreign.slice(3)]));
    expect([...spliced.overviews()].map((o) => o.title)).toEqual(['A']);
    expect(spliced.notices.map((notice) => notice.kind)).toEqual(['torn-tail']);
  });
});
