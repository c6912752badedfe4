/** The choice of a vault: what the page holds tokens for. */
import { describe, expect, it } from 'vitest';
import { makeTokenBox } from '../../../electron/desk/token-box.ts';
import { makeAppCalls } from '../../../electron/ipc/app-calls.ts';
import type { CallDeps } from '../../../electron/ipc/call-deps.ts';

const box = (most: number) => makeTokenBox<string>({ now: Date.now, livesSeconds: 60, most, missing: 'vault.not-found' });

describe('the place chosen for a new vault', () => {
  it('is still known after the vaults opened before were listed many times, and they are too', async () => {
    const places = box(20);
    const asked: string[] = [];
    const calls = makeAppCalls({
      places,
      recents: box(200),
      memory: { recentVaults: () => Array.from({ length: 20 }, (_, n) => ({ path: `/vaults/${n}.latchkey`, vaultId: null, lastOpenedAt: n })) } as unknown as CallDeps['memory'],
      window: { chooseNewVaultPlace: async () => '/new.latchkey', describePlace: (path: string) => ({ name: path, place: '/' }) } as unknown as CallDeps['window'],
      desk: { choose: async (path: string) => (asked.push(path), { phase: 'no-vault' }) } as unknown as CallDeps['desk'],
    } as unknown as CallDeps);
    const chosen = await calls['vault.choosePlace']({ name: 'New' });
    let listed: Awaited<ReturnType<(typeof calls)['vault.recent']>> = [];
    for (let time = 0; time < 30; time += 1) {
      listed = await calls['vault.recent']({});
    }
    expect(places.look(chosen?.token ?? '')).toBe('/new.latchkey');
    await calls['vault.select']({ token: listed[0]?.token ?? '' });
    expect(asked).toEqual(['/vaults/0.latchkey']);
  });
});
