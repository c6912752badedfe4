/** CWE-20, CWE-346: whatever a page, or a frame within it, sends, the gate answers with a code and never acts on it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerCall, type Handlers } from '../../electron/ipc/answer-call.ts';
import { callNames } from '../../shared/call-names.ts';
import { calls, type CallName } from '../../shared/contract.ts';
import { VaultFailure } from '../../shared/failure.ts';
import { sampleRequests } from '../support/sample-requests.ts';

type Frame = { readonly ours: boolean };

function gate(options: { open?: boolean; handle?: (name: string) => unknown } = {}) {
  const acted: string[] = [];
  const reported: string[] = [];
  // One handler for every name, so that a call that gets through is seen.
  const handlers = Object.fromEntries(
    callNames.map((name) => [name, () => {
      acted.push(name);
      return options.handle?.(name);
    }]),
  ) as unknown as Handlers;
  const deps = {
    handlers,
    isOurFrame: (frame: Frame | null) => frame?.ours === true,
    mayCall: () => true,
    isOpen: () => options.open ?? true,
    afterCall: () => undefined,
    report: (reference: string) => void reported.push(reference),
  };
  const send = (name: unknown, takes: unknown, frame: Frame | null = { ours: true }) => answerCall(deps, frame, name, takes);
  return { send, acted, reported };
}

const names = callNames as readonly CallName[];

describe('the gate', () => {
  it.each(names)('%s: refuses a foreign frame and no frame at all before looking at the request', async (name) => {
    const { send, acted } = gate();
    for (const frame of [{ ours: false }, null]) {
      expect(await send(name, sampleRequests[name], frame)).toMatchObject({ ok: false, failure: { code: 'request.refused' } });
    }
    expect(acted).toEqual([]);
  });

  it.each(names)('%s: answers garbage with a code', async (name) => {
    const { send, acted } = gate();
    await fc.assert(
      fc.asyncProperty(fc.anything({ withNullPrototype: true, withTypedArray: true }), async (garbage) => {
        acted.length = 0;
        const reply = await send(name, garbage);
        const accepted = calls[name].takes.safeParse(garbage).success;
        expect(acted).toHaveLength(accepted ? 1 : 0);
        if (!accepted) {
          expect(reply).toMatchObject({ ok: false });
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each(names.filter((name) => !calls[name].whileLocked))('%s: is not answered while the vault is locked', async (name) => {
    const { send, acted } = gate({ open: false });
    expect(await send(name, sampleRequests[name])).toEqual({ ok: false, failure: { code: 'vault.locked', facts: {} } });
    expect(acted).toEqual([]);
  });

  it.each(names)('%s: gets through with a good request, and while locked only where the contract says so', async (name) => {
    for (const open of [true, false]) {
      const { send, acted } = gate({ open });
      await send(name, sampleRequests[name]);
      expect(acted).toEqual(open || calls[name].whileLocked ? [name] : []);
    }
  });

  it('knows only its own names', async () => {
    const { send } = gate();
    for (const name of ['constructor', '__proto__', 'toString', 'item.readAll', '', 7, null, undefined, {}]) {
      expect(await send(name, {})).toMatchObject({ ok: false, failure: { code: 'request.malformed' } });
    }
  });

  it('refuses a message past its size or nested past sense without parsing it', async () => {
    const { send, acted } = gate();
    expect(await send('password.judge', { password: 'x'.repeat(80_000_000), userInputs: [] })).toMatchObject({ failure: { code: 'request.too-large' } });
    let deep: unknown = {};
    for (let level = 0; level < 10_000; level += 1) {
      deep = { deep };
    }
    expect(await send('app.state', deep)).toMatchObject({ failure: { code: 'request.too-large' } });
    expect(acted).toEqual([]);
  });

  it('lets nothing out that the contract does not name', async () => {
    const { send } = gate({ handle: () => ({ all: 1, favourites: 0, trash: 0, groups: {}, collections: [], tags: [], password: 'hunter2' }) });
    const reply = await send('item.counts', {});
    expect(reply.ok).toBe(true);
    expect(JSON.stringify(reply)).not.toContain('hunter2');
  });

  it('turns a bug into a reference, without its message', async () => {
    const { send, reported } = gate({
      handle: () => {
        throw new Error('password is hunter2');
      },
    });
    const reply = await send('item.counts', {});
    expect(reply).toMatchObject({ ok: false, failure: { code: 'unexpected', facts: { reference: reported[0] } } });
    expect(JSON.stringify(reply)).not.toContain('hunter2');
  });

  it('carries an expected failure over with its facts', async () => {
    const { send } = gate({
      handle: () => {
        throw new VaultFailure('vault.in-use', { holderPid: 4711 });
      },
    });
    expect(await send('item.counts', {})).toEqual({ ok: false, failure: { code: 'vault.in-use', facts: { holderPid: 4711 } } });
  });
});
