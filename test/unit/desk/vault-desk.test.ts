import { describe, expect, it } from 'vitest';
import type { AppState } from '../../../shared/views.ts';
import { makeVaultDesk } from '../../../electron/desk/vault-desk.ts';
import type { MachineMemory } from '../../../electron/store/machine-memory.ts';
import { secureRandom } from '../../../electron/crypto/random.ts';
import { VaultFailure } from '../../../shared/failure.ts';
import { makeMemoryVaultFile, type MemoryVaultFile } from '../../support/memory-vault-file.ts';
import { floorCost, makeSetClock, recoveryCode, recoverySlot } from '../../support/sample-vault.ts';

/** Forgets everything; with `full`, refuses to remember. */
function memoryOf(full: () => boolean): MachineMemory {
  const remember = (): Promise<void> => (full() ? Promise.reject(new VaultFailure('disk.full')) : Promise.resolve());
  return {
    seenHead: () => null,
    rememberHead: remember,
    slotLastUsedAt: () => null,
    rememberSlotUse: remember,
    credentialCounter: () => null,
    rememberCredentialCounter: remember,
    recentVaults: () => [],
    rememberVault: remember,
    forgetVault: remember,
  };
}

function deskWith() {
  const clock = makeSetClock();
  const disk = { full: false };
  const files = new Map<string, MemoryVaultFile>();
  const open = new Set<string>();
  const states: AppState[] = [];
  const seen = { emptied: 0, cancelled: 0, troubles: [] as string[] };
  const desk = makeVaultDesk({
    clock,
    random: secureRandom,
    device: 'here',
    memory: memoryOf(() => disk.full),
    openFile: async (path, { create = false, readOnly = false }) => {
      if (!readOnly && open.has(path)) {
        throw new VaultFailure('vault.in-use');
      }
      const file = makeMemoryVaultFile(create ? undefined : files.get(path)?.durable());
      if (!readOnly) {
        open.add(path);
        files.set(path, file);
      }
      return { ...file, close: async () => {
        if (!readOnly) {
          open.delete(path);
        }
        await file.close();
      } };
    },
    changed: (state) => void states.push(state),
    revised: () => undefined,
    firstNotices: [],
    cancelWork: () => void (seen.cancelled += 1),
    emptied: () => void (seen.emptied += 1),
    trouble: (where) => void seen.troubles.push(where),
  });
  const make = (path = '/vaults/Home.latchkey') => desk.create(path, { name: 'Home', slots: [recoverySlot], cost: floorCost });
  const begin = () => desk.open({ recoveryCode }, { acceptRollback: false, progress: () => undefined, signal: new AbortController().signal });
  return { desk, clock, disk, states, seen, open, make, begin };
}

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
