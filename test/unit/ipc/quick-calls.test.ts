/** Quick copy's list over a real vault: what stands on top, and that nothing stands twice. */
import { describe, expect, it } from 'vitest';
import { makeJobs } from '../../../electron/desk/jobs.ts';
import { makeRecentUse } from '../../../electron/desk/recent-use.ts';
import type { AskTouchDeps } from '../../../electron/ipc/ask-touch.ts';
import type { CallDeps } from '../../../electron/ipc/call-deps.ts';
import { makeFieldCalls } from '../../../electron/ipc/field-calls.ts';
import { makeQuickCalls } from '../../../electron/ipc/quick-calls.ts';
import { calls as contract } from '../../../shared/contract.ts';
import { deskWith } from '../../support/desk-in-memory.ts';
import { failureOf, login } from '../../support/sample-vault.ts';

/** Nothing here needs a touch. */
const neverTouched: AskTouchDeps = {
  keys: { name: 'webauthn', enrol: () => Promise.reject(new Error('asked')), assert: () => Promise.reject(new Error('asked')) },
  jobs: makeJobs({ now: Date.now, tell: () => undefined }),
  trouble: () => undefined,
};

const titles = ['GitHub', 'GitLab', 'Gitea', 'Mail', 'Bank'];

async function withItems(matchesCurrentPage?: CallDeps['matchesCurrentPage']) {
  const around = deskWith();
  await around.make();
  const session = around.desk.session();
  const ids = new Map<string, string>();
  for (const title of titles) {
    around.clock.advance(1_000);
    ids.set(title, (await session.create(login(title, `password of ${title}`))).id);
  }
  const id = (title: string): string => ids.get(title) ?? '';
  const recentUse = makeRecentUse();
  const troubles: string[] = [];
  const use = (title: string): void => recentUse.note(session.vaultId, id(title));
  const calls = makeQuickCalls({
    desk: around.desk,
    recentUse,
    quick: { hide: () => undefined, openMain: () => undefined },
    background: { state: async () => ({ shortcut: 'off', tray: 'unknown', startAtLogin: 'off' }), setStartAtLogin: async () => undefined, recordShortcut: () => undefined },
    trouble: (where) => void troubles.push(where),
    ...(matchesCurrentPage === undefined ? {} : { matchesCurrentPage }),
  });
  const find = async (text: string) => {
    const found = contract['quick.find'].gives.parse(await calls['quick.find']({ text }));
    const names = (rows: typeof found.rows) => rows.map(({ title }) => title);
    return { onPage: names(found.onPage), recent: names(found.recent), rows: names(found.rows), total: found.total };
  };
  return { ...around, session, id, use, find, calls, troubles };
}

describe('quick copy’s list', () => {
  it('shows what was changed last while nothing is typed, and what matches once something is', async () => {
    const { find } = await withItems();
    expect(await find('')).toEqual({ onPage: [], recent: [], rows: titles.toReversed(), total: 5 });
    expect((await find('git')).rows.toSorted()).toEqual(['GitHub', 'GitLab', 'Gitea']);
    expect(await find('nothing of the kind')).toEqual({ onPage: [], recent: [], rows: [], total: 0 });
  });

  it('puts what was used last on top, where it matches, and nowhere else', async () => {
    const { find, use } = await withItems();
    use('Mail');
    use('GitLab');
    expect(await find('')).toMatchObject({ recent: ['GitLab', 'Mail'], rows: ['Bank', 'Gitea', 'GitHub'] });
    const git = await find('git');
    expect([git.recent, git.rows.toSorted()]).toEqual([['GitLab'], ['GitHub', 'Gitea']]);
    expect((await find('ÁDA exampl')).recent).toEqual(['GitLab', 'Mail']);
  });

  it('forgets what is in the trash or gone', async () => {
    const { find, use, session, id } = await withItems();
    use('Mail');
    use('Bank');
    await session.remove([id('Mail')]);
    expect((await find('')).recent).toEqual(['Bank']);
    await session.purge([id('Mail')]);
    expect((await find('')).recent).toEqual(['Bank']);
  });

  it('puts what the browser’s page asks for above all, as far as it is there and matches', async () => {
    const wanted: string[] = [];
    const { find, use, id } = await withItems(async () => wanted);
    use('GitHub');
    use('Bank');
    wanted.push(id('GitHub'), 'no such item', id('Mail'));
    expect(await find('')).toMatchObject({ onPage: ['GitHub', 'Mail'], recent: ['Bank'], rows: ['Gitea', 'GitLab'] });
    expect(await find('git')).toMatchObject({ onPage: ['GitHub'], recent: [] });
  });

  it('waits for no browser that does not answer or breaks down', async () => {
    const slow = await withItems(() => new Promise(() => undefined));
    expect((await slow.find('git')).rows).toHaveLength(3);
    const broken = await withItems(async () => {
      throw new Error('gone');
    });
    expect([(await broken.find('git')).rows.length, broken.troubles]).toEqual([3, ['matches of the page']]);
  });

  it('gives nothing of a vault that was locked while the browser was asked', async () => {
    let answer: (ids: readonly string[]) => void = () => undefined;
    const { calls, desk } = await withItems(() => new Promise((resolve) => (answer = resolve)));
    const finding = failureOf(Promise.resolve(calls['quick.find']({ text: '' })));
    await desk.lock('asked');
    answer([]);
    expect(await finding).toBe('vault.locked');
  });
});

describe('the code of an item', () => {
  it('is copied and shown by the item alone, and missing where there is none', async () => {
    const { desk, clock, session, id } = await withItems();
    const copied: { text: string; concealed: boolean }[] = [];
    const fields = makeFieldCalls({ ...neverTouched, desk, clock, clipboard: { copy: async (text, _from, concealed) => (copied.push({ text, concealed }), null), clear: async () => undefined } });
    const content = login('Codes', 'x');
    const totp = { id: '01890000-0000-7000-8000-00000000000a', name: 'totp', label: '', type: 'totp', concealed: true, value: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP' } as const;
    const { id: withCode } = await session.create({ ...content, details: { ...content.details, fields: [...content.details.fields, totp] } });
    await fields['item.copyCode']({ itemId: withCode });
    const shown = await fields['item.currentCode']({ itemId: withCode });
    expect(copied).toEqual([{ text: shown.code, concealed: true }]);
    expect(shown.code).toMatch(/^\d{6}$/u);
    for (const name of ['item.copyCode', 'item.currentCode'] as const) {
      expect(await failureOf(Promise.resolve(fields[name]({ itemId: id('Mail') })))).toBe('field.not-found');
    }
  });
});
