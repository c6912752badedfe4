/** What the vault holds already of an import: compared once, with progress, and again only where the vault changed since. */
import { describe, expect, it } from 'vitest';
import { makeDuplicateCheck } from '../../../electron/ipc/import-duplicates.ts';
import type { VaultSession } from '../../../electron/vault/vault-types.ts';
import { VaultFailure } from '../../../shared/failure.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { failureOf, login, makeVaultIn } from '../../support/sample-vault.ts';

const quiet = () => ({ progress: () => undefined, signal: new AbortController().signal });

async function vaultOf(count: number) {
  const session = await makeVaultIn(makeMemoryVaultFile());
  const items = Array.from({ length: count }, (_, n) => login(`Site ${n}`, `p${n}`));
  const made = await session.createMany(items.map((content) => ({ content })), { change: 'import' });
  let reads = 0;
  const counted: VaultSession = {
    ...session,
    details: (...asked) => {
      reads += 1;
      return session.details(...asked);
    },
  };
  return { session: counted, items, made, reads: () => reads };
}

describe('the check for duplicates', () => {
  it('compares each look-alike once, tells how far it is, and is not done again while the vault stays as it is', async () => {
    const { session, items, reads } = await vaultOf(40);
    const other = login('Site 3', 'another password');
    const check = makeDuplicateCheck(session, [...items.slice(0, 30), other, login('New', 'x')]);
    const steps: (readonly [number, number])[] = [];
    const found = await check.find({ ...quiet(), progress: (done, total) => steps.push([done, total]) });
    expect([...found]).toEqual(Array.from({ length: 30 }, (_, n) => n));
    expect(reads()).toBe(31);
    expect(steps).toEqual([[0, 31], [16, 31]]);
    expect(await check.find(quiet())).toEqual(found);
    expect(reads()).toBe(31);
  });

  it('looks again only at what the vault changed since', async () => {
    const { session, items, made, reads } = await vaultOf(20);
    const check = makeDuplicateCheck(session, items);
    expect((await check.find(quiet())).size).toBe(20);
    const [edited, marked, gone] = made;
    if (!edited || !marked || !gone) throw new Error('they were made');
    await session.update(edited.id, edited.versionId, login('Site 0', 'changed'));
    await session.remove([gone.id]);
    await session.purge([gone.id]);
    const before = reads();
    expect([...(await check.find(quiet()))]).toEqual([1, ...Array.from({ length: 17 }, (_, n) => n + 3)]);
    expect(reads() - before).toBe(1);
  });

  it('begins anew where another file took the place of the one whose items it went through', async () => {
    const { session, items } = await vaultOf(20);
    let [walks, revision] = [0, session.revision()];
    const check = makeDuplicateCheck({
      ...session,
      revision: () => revision,
      *overviews() {
        walks += 1;
        for (const [place, overview] of [...session.overviews()].entries()) {
          if (walks === 1 && place === 10) {
            revision += 1;
            throw new VaultFailure('vault.locked');
          }
          yield overview;
        }
      },
    }, items);
    expect((await check.find(quiet())).size).toBe(20);
    expect(walks).toBe(2);
  });

  it('can be called off', async () => {
    const { session, items } = await vaultOf(40);
    const abort = new AbortController();
    const check = makeDuplicateCheck(session, items);
    expect(await failureOf(check.find({ progress: () => abort.abort(), signal: abort.signal }))).toBe('cancelled');
    expect((await check.find(quiet())).size).toBe(40);
  });
});
