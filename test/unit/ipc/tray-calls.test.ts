/** What the tray shows of a real vault, and that its entries go the way of every other copy. */
import { describe, expect, it } from 'vitest';
import { makeJobs } from '../../../electron/desk/jobs.ts';
import { makeRecentUse } from '../../../electron/desk/recent-use.ts';
import type { AskTouchDeps } from '../../../electron/ipc/ask-touch.ts';
import { makeFieldCalls } from '../../../electron/ipc/field-calls.ts';
import { makeTrayPort } from '../../../electron/ipc/tray-calls.ts';
import { deskWith } from '../../support/desk-in-memory.ts';
import { login } from '../../support/sample-vault.ts';

/** Nothing here needs a touch. */
const neverTouched: AskTouchDeps = {
  keys: { name: 'webauthn', enrol: () => Promise.reject(new Error('asked')), assert: () => Promise.reject(new Error('asked')) },
  jobs: makeJobs({ now: Date.now, tell: () => undefined }),
  trouble: () => undefined,
};

async function withTray() {
  const around = deskWith();
  await around.make();
  const session = around.desk.session();
  const recentUse = makeRecentUse();
  const copied: string[] = [];
  const did: string[] = [];
  let locksAt: number | null = null;
  const clipboard = { copy: async (text: string) => (copied.push(text), null), clear: async () => undefined };
  const fields = makeFieldCalls({ ...neverTouched, desk: around.desk, clock: around.clock, clipboard });
  const tray = makeTrayPort({
    ...around,
    recentUse,
    autoLock: { locksAt: () => locksAt },
    handlers: { ...fields, 'password.generate': () => ({ value: 'made', bits: 100 }) },
    showMain: () => void did.push('main'),
    search: (text) => void did.push(`search ${text}`),
    lock: () => void did.push('lock'),
    quit: () => void did.push('quit'),
    say: (code) => void did.push(code),
    trouble: (where) => void did.push(where),
  });
  return { ...around, session, recentUse, tray, copied, did, lockAt: (at: number | null) => (locksAt = at) };
}

describe('the tray', () => {
  it('shows what was used last and favourites, each once, with how long the vault stays open', async () => {
    const { tray, session, recentUse, clock, lockAt } = await withTray();
    const { id } = await session.create(login('GitHub', 'one'));
    const favourite = login('Mail', 'two');
    const { id: mail } = await session.create({ ...favourite, overview: { ...favourite.overview, favourite: true } });
    recentUse.note(session.vaultId, id);
    lockAt(clock.now() + 8.4 * 60_000);
    expect(tray.status()).toMatchObject({ phase: 'open', minutesToLock: 8, recent: [{ title: 'GitHub', hasUsername: true, hasTotp: false }], favourites: [{ title: 'Mail' }] });
    recentUse.note(session.vaultId, mail);
    expect(tray.status().recent).toHaveLength(1);
    tray.forgetItems();
    expect(tray.status()).toMatchObject({ recent: [{ title: 'Mail' }, { title: 'GitHub' }], favourites: [] });
  });

  it('knows nothing of a locked vault, and copies nothing of it by an entry of an old menu', async () => {
    const { tray, session, desk, copied, did } = await withTray();
    const { id } = await session.create(login('GitHub', 'one'));
    tray.status();
    await desk.lock('asked');
    expect(tray.status()).toEqual({ phase: 'locked', minutesToLock: null, recent: [], favourites: [] });
    await tray.act({ do: 'copy', what: 'primary', itemId: id });
    expect([copied, did]).toEqual([[], ['vault.locked']]);
  });

  it('copies what is asked for, and says what is missing', async () => {
    const { tray, session, copied, did } = await withTray();
    const { id } = await session.create(login('GitHub', 'one'));
    await tray.act({ do: 'copy', what: 'primary', itemId: id });
    await tray.act({ do: 'copy', what: 'username', itemId: id });
    await tray.act({ do: 'generate' });
    expect([copied, did]).toEqual([['one', 'ada', 'made'], []]);
    await tray.act({ do: 'copy', what: 'code', itemId: id });
    await session.remove([id]);
    await session.purge([id]);
    await tray.act({ do: 'copy', what: 'primary', itemId: id });
    expect(did).toEqual(['field.not-found', 'item.not-found']);
  });

  it('hands on what is not the vault’s', async () => {
    const { tray, did } = await withTray();
    for (const act of [{ do: 'show' }, { do: 'search', text: 'git' }, { do: 'quit' }] as const) {
      await tray.act(act);
    }
    expect(did).toEqual(['main', 'search git', 'quit']);
  });
});
