import { describe, expect, it } from 'vitest';
import { deskWith } from '../../support/desk-in-memory.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';

describe('the vault in front of the user', () => {
  it('says when only a recovery kit opens it, and when it was opened with one, until another way is there', async () => {
    const { desk, clock, make, begin } = deskWith();
    expect(await make()).toMatchObject({ kitReliance: 'only-way' });
    await desk.session().addSlot({ kind: 'passphrase', name: 'Passphrase', passphrase: new TextEncoder().encode('brass lantern') });
    expect(await desk.state()).toMatchObject({ kitReliance: null });
    await desk.lock('asked');
    clock.advance(1_000);
    expect(await desk.admit(await begin(), [])).toMatchObject({ kitReliance: 'opened-with' });
    await desk.session().addSlot({ kind: 'passphrase', name: 'New', passphrase: new TextEncoder().encode('another lantern') });
    expect(await desk.state()).toMatchObject({ kitReliance: null });
  });

  it('is made, locked and opened again, and the page hears of each', async () => {
    const { desk, states, seen, make, begin, open } = deskWith();
    await make();
    await desk.lock('asked');
    expect([desk.isOpen(), seen.emptied, open.size]).toEqual([false, 1, 0]);
    await desk.admit(await begin(), []);
    expect(states.map(({ phase }) => phase)).toEqual(['open', 'locked', 'open']);
  });

  it('stays shut when a lock came while it was being opened, and nothing keeps the file', async () => {
    const { desk, make, begin, open, seen } = deskWith();
    await make();
    await desk.lock('asked');
    const opened = await begin();
    await desk.lock('screen-lock');
    await expect(desk.admit(opened, [])).rejects.toMatchObject({ code: 'cancelled' });
    expect([desk.isOpen(), open.size, seen.cancelled]).toEqual([false, 0, 2]);
    await expect(opened.session.details('x')).rejects.toMatchObject({ code: 'vault.locked' });
  });

  it('keeps its own file beside the one that took its place just before a lock, where something was saved in it', async () => {
    const kept: { readonly path: string; readonly bytes: Buffer }[] = [];
    const { desk, make, files, open } = deskWith({
      keepAside: async (path, _at, fill) => {
        const parts: Uint8Array[] = [];
        await fill(async (bytes) => void parts.push(bytes));
        kept.push({ path, bytes: Buffer.concat(parts) });
        return `${path} (kept)`;
      },
    });
    await make();
    await desk.session().changeSettings({ name: 'Saved' });
    const file = files.get('/vaults/Home.latchkey');
    file?.putInPlace(makeMemoryVaultFile());
    await desk.lock('sleep');
    expect(kept).toEqual([{ path: '/vaults/Home.latchkey', bytes: file?.durable() }]);
    expect(open.size).toBe(0);
  });

  it('opens, and tells the page, though this computer can remember nothing', async () => {
    const { desk, disk, make, begin, states, seen } = deskWith();
    await make();
    await desk.lock('asked');
    disk.full = true;
    expect(await desk.admit(await begin(), [])).toMatchObject({ phase: 'open' });
    expect(states.at(-1)).toMatchObject({ phase: 'open' });
    expect(seen.troubles).toContain('remember opening');
    await desk.lock('idle');
    expect(desk.isOpen()).toBe(false);
  });

  it('is not pushed aside by making another one while it is open', async () => {
    const { desk, make, open } = deskWith();
    await make();
    await expect(make('/vaults/Other.latchkey')).rejects.toMatchObject({ code: 'request.refused' });
    expect([desk.chosenPath(), open.size]).toEqual(['/vaults/Home.latchkey', 1]);
  });

  it('leaves no file and no lock behind when a lock or a cancellation came while it was being made', async () => {
    for (const stop of ['lock', 'cancel'] as const) {
      const { desk, disk, make, open, files } = deskWith();
      const cancelling = new AbortController();
      // The latest moment: all of it is on the disk already.
      disk.synced = () => (stop === 'lock' ? void desk.lock('screen-lock') : cancelling.abort());
      await expect(make(undefined, cancelling.signal)).rejects.toMatchObject({ code: 'cancelled' });
      expect([desk.isOpen(), open.size, files.size]).toEqual([false, 0, 0]);
      disk.synced = () => undefined;
      expect(await make()).toMatchObject({ phase: 'open' });
    }
  });

  it('has its newest head remembered once the disk takes it, and says once that it did not', async () => {
    const { desk, disk, make, seen } = deskWith();
    await make();
    await Promise.resolve();
    seen.heads.length = 0;
    disk.full = true;
    await desk.session().changeSettings({ name: 'Other' });
    for (let call = 0; call < 3; call += 1) {
      desk.noteChanges();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect([seen.heads, seen.troubles]).toEqual([[], ['remember head']]);
    disk.full = false;
    const head = desk.session().seenHead().mac;
    desk.noteChanges();
    desk.noteChanges();
    await desk.lock('asked');
    expect(seen.heads).toEqual([head]);
  });

  it('needs no proof for its first kit: once, soon after it was made, and never after a lock', async () => {
    const first = deskWith();
    await first.make();
    expect([first.desk.takeFreshlyMade(), first.desk.takeFreshlyMade()]).toEqual([true, false]);
    const late = deskWith();
    await late.make();
    late.clock.advance(601_000);
    expect(late.desk.takeFreshlyMade()).toBe(false);
    const locked = deskWith();
    await locked.make();
    await locked.desk.lock('asked');
    await locked.desk.admit(await locked.begin(), []);
    expect(locked.desk.takeFreshlyMade()).toBe(false);
  });
});
