/** An older file put in place of the open one: locked after it, open and as it was where it failed, and whole whatever comes between. */
import { describe, expect, test } from 'vitest';
import { VaultFailure } from '../../../shared/failure.ts';
import { deskWith } from '../../support/desk-in-memory.ts';
import { failureOf, login } from '../../support/sample-vault.ts';

const path = '/vaults/Home.latchkey';

async function openWithOlderCopy() {
  const played = deskWith();
  await played.make();
  const session = played.desk.session();
  const older: Uint8Array[] = [];
  await session.copyTo({ write: async (bytes) => void older.push(Uint8Array.from(bytes)) });
  const head = session.seenHead();
  await session.create(login('Later', 'x'));
  const fill = async (target: { write(bytes: Uint8Array): Promise<void> }): Promise<void> => {
    for (const bytes of older) {
      await target.write(bytes);
    }
  };
  return { ...played, session, head, fill, older: Buffer.concat(older), file: () => played.files.get(path)?.durable() ?? Buffer.alloc(0) };
}

describe('an older file in place of the open one', () => {
  test('locks the vault, is remembered as the newest seen, and opens', async () => {
    const { desk, head, fill, older, file, seen, states, begin } = await openWithOlderCopy();
    await desk.replaceFile(fill, head);
    expect(file().equals(older)).toBe(true);
    expect(states.at(-1)).toMatchObject({ phase: 'locked', lockedBecause: 'restored' });
    expect(seen.heads.at(-1)).toBe(head.mac);
    expect(seen.emptied).toBe(1);
    await desk.admit(await begin(), []);
    expect([...desk.session().overviews()]).toEqual([]);
  });

  test('that cannot be written leaves the vault open, and saving goes on', async () => {
    const { desk, head, session, file } = await openWithOlderCopy();
    const before = file();
    expect(await failureOf(desk.replaceFile(() => Promise.reject(new VaultFailure('disk.full')), head))).toBe('disk.full');
    expect(file().equals(before)).toBe(true);
    await session.create(login('Goes on', 'x'));
    expect([...desk.session().overviews()]).toHaveLength(2);
  });

  test('waits for a compaction that is under way', async () => {
    const { desk, head, fill, older, file, session } = await openWithOlderCopy();
    const compacting = session.compact();
    await desk.replaceFile(fill, head);
    await compacting;
    expect(file().equals(older)).toBe(true);
  });

  test.each(['whole', 'broken off'])('is in place or not at all where a lock comes meanwhile and the copying is %s', async (how) => {
    const { desk, head, fill, older, file, open, begin } = await openWithOlderCopy();
    const before = file();
    let goOn = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (goOn = resolve));
    const replacing = desk
      .replaceFile(async (target) => {
        await waiting;
        await (how === 'whole' ? fill(target) : Promise.reject(new VaultFailure('cancelled')));
      }, head)
      .then(() => 'replaced', () => 'failed');
    await new Promise((resolve) => setImmediate(resolve));
    const locking = desk.lock('idle');
    expect(desk.isOpen()).toBe(false);
    goOn();
    await locking;
    expect(await replacing).toBe(how === 'whole' ? 'replaced' : 'failed');
    expect(file().equals(how === 'whole' ? older : before)).toBe(true);
    expect(open.size).toBe(0);
    await desk.admit(await begin(), []);
    expect([...desk.session().overviews()]).toHaveLength(how === 'whole' ? 0 : 1);
  });
});
