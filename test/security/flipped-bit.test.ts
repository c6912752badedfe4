/**
 * Weakness: a file that was altered by one bit, by accident or by intent. Every single bit of a whole small vault is flipped.
 * Covered: all bits of the prefix with a full open; all bits of both header copies by the check that decides whether a copy is whole
 * (either copy alone serves then, byte for byte what it was), and a full open for some of them; all bits of the log by reading it with
 * the vault's keys (what opening does after the slot was opened), every item's details included, and a full open for some of them.
 */
import { describe, expect, it } from 'vitest';
import { idToBytes } from '../../shared/ids.ts';
import { VaultFailure } from '../../shared/failure.ts';
import { headerCopyBytes, headerCopyOffsets, logOffset, prefixBytes } from '../../electron/vault/file-layout.ts';
import { isWholeCopy } from '../../electron/vault/header-copy.ts';
import { readHeaderPair } from '../../electron/vault/header-pair.ts';
import { loadVault } from '../../electron/vault/load-vault.ts';
import { compareSeenHead } from '../../electron/vault/seen-head.ts';
import { openSlots } from '../../electron/vault/slots/open-slots.ts';
import { makeKey, useKey } from '../../electron/crypto/secret-key.ts';
import { deriveVaultKeys } from '../../electron/vault/vault-keys.ts';
import { startSession } from '../../electron/vault/vault-session.ts';
import type { SeenHead, VaultSession } from '../../electron/vault/vault-types.ts';
import { makeMemoryVaultFile } from '../support/memory-vault-file.ts';
import { login, makeDeps, makeVaultIn, newId, openAgain, passphrase, quickKdf } from '../support/sample-vault.ts';
import { flipBit, frameSpans } from '../support/vault-bytes.ts';

type Known = { readonly bytes: Buffer; readonly shown: string };

/** A vault with an edit, an attachment, a mark and a deletion, and what it showed after each change. */
async function smallVault(): Promise<{ bytes: Buffer; states: readonly Known[]; seen: SeenHead }> {
  const file = makeMemoryVaultFile();
  const session = await makeVaultIn(file);
  const states: Known[] = [];
  const note = async () => {
    const { shown } = await show(session);
    states.push({ bytes: file.durable(), shown });
  };
  await note();
  const meta = { id: newId(), fileName: 'a.txt', mediaType: '', size: 5 };
  const a = await session.create(login('Mail', 'hunter2'), 'create', [{ meta, content: Buffer.from('hello') }]);
  await note();
  const details = await session.details(a.id);
  await session.update(a.id, a.versionId, { ...login('Mail', 'hunter3'), details });
  await note();
  await session.mark(a.id, { favourite: true });
  await note();
  await session.create(login('Bank', 'pa55'));
  await note();
  return { bytes: file.durable(), states, seen: session.seenHead() };
}

/** Everything the session can show, as one text; what it refuses to show as damaged is left out and counted. */
async function show(session: VaultSession): Promise<{ shown: string; refused: number }> {
  const parts: unknown[] = [];
  let refused = 0;
  const take = async (what: Promise<unknown>) => {
    try {
      parts.push(await what);
    } catch (error) {
      if (!(error instanceof VaultFailure) || (error.code !== 'item.damaged' && error.code !== 'vault.damaged')) throw error;
      refused += 1;
    }
  };
  parts.push(session.settings());
  for (const overview of [...session.overviews()]) {
    parts.push(overview);
    for (const { versionId } of session.history(overview.id)) {
      await take(session.versionOverview(overview.id, versionId));
      await take(session.details(overview.id, versionId));
    }
    if (overview.attachmentCount > 0) {
      const { attachments } = await session.details(overview.id).catch(() => ({ attachments: [] }));
      for (const { id } of attachments) {
        await take(session.attachment(overview.id, id).then((content) => Buffer.from(content).toString('hex')));
      }
    }
  }
  return { shown: parts.map(asText).join('\n'), refused };
}

/** JSON with its keys in order: an overview from the file has them in another order than one just made. */
function asText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}

function codeOf(error: unknown): string {
  if (!(error instanceof VaultFailure)) throw error;
  return error.code;
}

describe('a vault with one flipped bit', () => {
  it('is refused where the bit stands in the first sixteen bytes', async () => {
    const { bytes } = await smallVault();
    for (let bit = 0; bit < prefixBytes * 8; bit += 1) {
      const outcome = await openAgain(makeMemoryVaultFile(flipBit(bytes, bit))).then(() => 'opened', codeOf);
      expect(outcome).toMatch(bit < 64 ? /^vault\.not-a-vault$/ : bit < 80 ? /^vault\.(newer-format|damaged)$/ : /^vault\.damaged$/);
    }
  });

  it('opens from the other copy where the bit stands in either header, with the same content, and says so', async () => {
    const { bytes, states } = await smallVault();
    const whole = await readHeaderPair(makeMemoryVaultFile(bytes));
    for (const offset of headerCopyOffsets) {
      const copy = Buffer.from(bytes.subarray(offset, offset + headerCopyBytes));
      expect(isWholeCopy(copy)).toBe(true);
      for (let bit = 0; bit < headerCopyBytes * 8; bit += 1) {
        copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        if (isWholeCopy(copy)) expect.unreachable(`bit ${bit} is not noticed`);
        copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      }
      for (let bit = offset * 8 + 5; bit < (offset + headerCopyBytes) * 8; bit += 211) {
        const found = await readHeaderPair(makeMemoryVaultFile(flipBit(bytes, bit)));
        expect(found.otherIsStale).toBe(true);
        expect(found.copy.equals(whole.copy)).toBe(true);
      }
      for (let bit = offset * 8 + 1; bit < (offset + headerCopyBytes) * 8; bit += 2_003) {
        const session = await openAgain(makeMemoryVaultFile(flipBit(bytes, bit)));
        expect(session.notices).toEqual([{ kind: 'header-copy-repaired' }]);
        expect((await show(session)).shown).toBe(states.at(-1)?.shown);
      }
    }
  }, 600_000);

  it('never shows anything else where the bit stands in the log: it is refused, or the last change is dropped and missed by a machine that saw it', async () => {
    const { bytes, states, seen } = await smallVault();
    const full = states.at(-1)?.shown ?? '';
    const detailsPayload = new Set<number>();
    for (const { start, end, kind } of frameSpans(bytes)) {
      for (let at = start + 29; kind === 3 && at < end - 16; at += 1) detailsPayload.add(at);
    }
    const lastChange = states.at(-2)?.bytes.length ?? 0;
    const clean = makeMemoryVaultFile(bytes);
    const found = await readHeaderPair(clean);
    const counts = { refused: 0, torn: 0, hidden: 0 };
    for (let bit = logOffset * 8; bit < bytes.length * 8; bit += 1) {
      const file = makeMemoryVaultFile(flipBit(bytes, bit));
      const { vaultKey } = await openSlotOnce(found);
      const keys = deriveVaultKeys(vaultKey, idToBytes(found.body.vaultId));
      const loaded = await loadVault(makeDeps(file), found, keys, { seen }).catch(codeOf);
      if (typeof loaded === 'string') {
        expect(loaded).toBe('vault.damaged');
        counts.refused += 1;
        continue;
      }
      const session = startSession(loaded.state, { notices: [], openedWith: null });
      const { shown, refused } = await show(session);
      if (loaded.tornBytes > 0) {
        expect(refused).toBe(0);
        expect(states.slice(-3, -1).map((state) => state.shown)).toContain(shown);
        expect(() => compareSeenHead(seen, loaded.state, loaded.tagAtSeen)).toThrow('vault.rolled-back');
        counts.torn += 1;
      } else {
        // Only sealed details can be stepped over. They are not shown, nothing else differs, and checking the file finds it.
        expect(detailsPayload.has(bit >> 3) && bit >> 3 < lastChange).toBe(true);
        const lines = new Set(full.split('\n'));
        expect(shown.split('\n').filter((line) => !lines.has(line))).toEqual([]);
        expect(refused).toBeGreaterThan(0);
        expect(await session.verify().then(() => 'passed', codeOf)).toBe('vault.damaged');
        counts.hidden += 1;
      }
    }
    expect(counts.refused + counts.torn + counts.hidden).toBe((bytes.length - logOffset) * 8);
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(1_000);
  }, 600_000);

  it('is treated the same by a full open, with and without a memory of it', async () => {
    const { bytes, states, seen } = await smallVault();
    for (let bit = logOffset * 8 + 3; bit < bytes.length * 8; bit += 97) {
      const flipped = flipBit(bytes, bit);
      const outcome = await openAgain(makeMemoryVaultFile(flipped)).catch(codeOf);
      const outcomeSeen = await openAgain(makeMemoryVaultFile(flipped), { seen }).then(() => 'opened', codeOf);
      if (typeof outcome === 'string') {
        expect([outcome, outcomeSeen]).toEqual(['vault.damaged', 'vault.damaged']);
      } else if (outcome.notices.length > 0) {
        expect(states.slice(-3, -1).map((state) => state.shown)).toContain((await show(outcome)).shown);
        expect(outcomeSeen).toBe('vault.rolled-back');
      } else {
        expect((await show(outcome)).refused).toBeGreaterThan(0);
      }
    }
  }, 600_000);
});

/** The vault key without HPKE for each of thousands of bits: opened once, its bytes kept here and nowhere else. */
const opened = new Map<string, Uint8Array>();
async function openSlotOnce(found: Awaited<ReturnType<typeof readHeaderPair>>) {
  const known = opened.get(found.body.vaultId);
  if (known) return { vaultKey: makeKey(Uint8Array.from(known)) };
  const { vaultKey } = await openSlots(found.body, { passphrase }, { kdf: quickKdf });
  opened.set(found.body.vaultId, useKey(vaultKey, (bytes) => Uint8Array.from(bytes)));
  return { vaultKey };
}
