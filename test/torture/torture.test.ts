/** A few kills of the torture (`npm run torture` does hundreds), and that its eye is sharp: what is lost, added or changed is seen. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { secureRandom } from '../../electron/crypto/random.ts';
import { openVaultFile } from '../../electron/store/vault-file.ts';
import { createVault } from '../../electron/vault/create-vault.ts';
import { makeChance } from '../support/seeded-random.ts';
import { floorCost } from '../support/sample-vault.ts';
import { tempFolders } from '../support/temp-folder.ts';
import { frameSpans } from '../support/vault-bytes.ts';
import { checkVault } from './check-vault.ts';
import { doAct, knownItems } from './do-act.ts';
import { killWriters } from './kill-writers.ts';
import { newSlotOf } from './torture-content.ts';
import { applyAct, emptyModel, firstSlot } from './torture-model.ts';
import type { Act } from './torture-model.ts';

const newFolder = tempFolders();

const story: readonly Act[] = [
  { act: 'create', key: 'k1', word: 'w1n0a0' },
  { act: 'create', key: 'k2', word: 'w2n500a900' },
  { act: 'addSlot', slot: { number: 5, kind: 'recovery', label: 'kit' } },
  { act: 'update', key: 'k1', word: 'w3n0a0' },
  { act: 'settings', name: 'Another name' },
];

/** A vault that went through the acts, and what it must hold. */
async function vaultAfter(acts: readonly Act[]) {
  const path = join(await newFolder(), 'Torture.latchkey');
  const file = await openVaultFile(path, { create: true });
  const deps = { file, clock: { now: () => Date.now() }, random: secureRandom, device: 'torture' };
  const session = await createVault(deps, { name: emptyModel().name, slots: [newSlotOf(firstSlot)], cost: floorCost });
  const known = knownItems(session);
  let model = emptyModel();
  for (const act of acts) {
    model = applyAct(model, act, await doAct(session, known, model, act));
  }
  const head = session.seenHead();
  await session.lock();
  return { path, model, head };
}

const look = (vault: Awaited<ReturnType<typeof vaultAfter>>, changes: { readonly inDoubt?: readonly Act[]; readonly head?: null } = {}) =>
  checkVault(vault.path, { model: vault.model, inDoubt: changes.inDoubt ?? [], since: story, head: changes.head === null ? null : vault.head }, makeChance(1), true);

describe('a writer that is killed', () => {
  it('loses nothing that it acknowledged, and leaves a vault that opens', async () => {
    const said: string[] = [];
    const { lost, unreadable } = await killWriters({ kills: 8, seed: Date.now() % 1_000_000, say: (text) => said.push(text) });
    expect({ lost, unreadable, said }).toEqual({ lost: 0, unreadable: 0, said: [] });
  }, 120_000);
});

describe('the eye of the torture', () => {
  it('finds nothing wrong with what is whole', async () => {
    expect((await look(await vaultAfter(story))).outcome).toBe('good');
  });

  it('sees an act in doubt whole, and not at all', async () => {
    const last: Act = { act: 'remove', keys: ['k1', 'k2'] };
    const before = await vaultAfter(story);
    expect(await look(before, { inDoubt: [last] })).toMatchObject({ outcome: 'good' });
    const after = await vaultAfter([...story, last]);
    const checked = await checkVault(after.path, { model: before.model, inDoubt: [last], since: [], head: null }, makeChance(1), true);
    // Other ids than were acknowledged: it is another vault, and that is seen too.
    expect(checked).toMatchObject({ outcome: 'lost' });
    const forgotten = { ...before.model, items: new Map([...before.model.items].map(([key, item]) => [key, { ...item, versions: item.versions.map((version) => ({ ...version, id: null })) }])) };
    expect(await checkVault(after.path, { model: forgotten, inDoubt: [last], since: [], head: null }, makeChance(1), true)).toMatchObject({ outcome: 'good' });
    expect(await checkVault(after.path, { model: forgotten, inDoubt: [{ act: 'remove', keys: ['k1'] }], since: [], head: null }, makeChance(1), true)).toMatchObject({ outcome: 'lost' });
  });

  it('sees the last transaction gone, with and without a memory of it', async () => {
    const vault = await vaultAfter(story);
    const bytes = await readFile(vault.path);
    await writeFile(vault.path, bytes.subarray(0, frameSpans(bytes).at(-1)?.start));
    expect(await look(vault)).toMatchObject({ outcome: 'unreadable', why: [expect.stringContaining('vault.rolled-back')] });
    expect(await look(vault, { head: null })).toMatchObject({ outcome: 'lost' });
  });

  it('sees a changed byte of sealed details', async () => {
    const vault = await vaultAfter(story);
    const bytes = await readFile(vault.path);
    const details = frameSpans(bytes).find(({ kind }) => kind === 3);
    const at = (details?.start ?? 0) + 120;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(vault.path, bytes);
    expect((await look(vault)).outcome).not.toBe('good');
  });

  it('sees a slot that should not open and one that should', async () => {
    const vault = await vaultAfter(story);
    const withdrawn = applyAct(vault.model, { act: 'removeSlot', number: 5 });
    expect(await look({ ...vault, model: withdrawn })).toMatchObject({ outcome: 'lost' });
    const added = applyAct(vault.model, { act: 'addSlot', slot: { number: 6, kind: 'key', label: 'new' } });
    expect(await look({ ...vault, model: added })).toMatchObject({ outcome: 'lost' });
  });
});
