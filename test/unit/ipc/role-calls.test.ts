/** Which window may make which calls. */
import { describe, expect, it } from 'vitest';
import { answerCall, type Handlers } from '../../../electron/ipc/answer-call.ts';
import { mayCall } from '../../../electron/ipc/role-calls.ts';
import { callNames } from '../../../shared/call-names.ts';
import { calls, type CallName } from '../../../shared/contract.ts';
import { sampleRequests } from '../../support/sample-requests.ts';

const names = callNames as readonly CallName[];

describe('the quick window', () => {
  it('may make no call that shows an item, reveals a stored secret, changes the vault or its settings, or gives anything out', () => {
    const may = names.filter((name) => mayCall('quick', name));
    expect(may.filter((name) => /^(vault|slot|backup|share|import|attachment|copy|clipboard|password|desktop|recovery|site|field)\./u.test(name))).toEqual([]);
    expect(may.filter((name) => ['item.read', 'item.search', 'item.create', 'item.update', 'item.remove', 'settings.change', 'totp.current', 'key.enrol'].includes(name))).toEqual([]);
    // What was meant by a word of a recovery kit, and a code that ends in half a minute.
    expect(may.filter((name) => calls[name].secret)).toEqual(['unlock.judgeWords', 'item.currentCode']);
  });

  it('is refused every other call by the gate, before the request is looked at, and a frame of no window is refused all', async () => {
    const acted: string[] = [];
    const handlers = Object.fromEntries(names.map((name) => [name, () => void acted.push(name)])) as unknown as Handlers;
    for (const [role, count] of [['main', names.length], ['quick', names.filter((name) => mayCall('quick', name)).length], [null, 0]] as const) {
      acted.length = 0;
      const deps = { handlers, isOurFrame: () => true, mayCall: (_frame: unknown, name: CallName) => mayCall(role, name), isOpen: () => true, afterCall: () => undefined, report: () => undefined };
      for (const name of names) {
        const reply = await answerCall(deps, null, name, sampleRequests[name]);
        if (!mayCall(role, name)) {
          expect(reply).toMatchObject({ ok: false, failure: { code: 'request.refused' } });
          expect(await answerCall(deps, null, name, 'garbage')).toMatchObject({ failure: { code: 'request.refused' } });
        }
      }
      expect([role, acted.length]).toEqual([role, count]);
    }
  });
});
