import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Heard } from '../../../shared/contract.ts';
import type { KeyUse } from '../../../electron/hardware-key/key-provider.ts';
import { makePageCeremony, type CeremonyAnswer } from '../../../electron/hardware-key/page-ceremony.ts';
import { makeWebauthnProvider } from '../../../electron/hardware-key/webauthn-provider.ts';
import { makePageAuthenticator, type Bends } from '../../support/page-authenticator.ts';

type Ask = Heard<'key.asked'>;

/** A main process whose page answers each ask through `reply`; null leaves it unanswered. */
function stage(reply: (ask: Ask) => CeremonyAnswer | null) {
  const asks: Ask[] = [];
  const withdrawn: string[] = [];
  const time = { now: 1_000_000 };
  const ceremony = makePageCeremony({
    now: () => time.now,
    tell: (name: 'key.asked' | 'key.withdrawn', payload: Ask | { askId: string }) => {
      if (name === 'key.withdrawn' || !('ceremony' in payload)) {
        withdrawn.push(payload.askId);
        return;
      }
      asks.push(payload);
      queueMicrotask(() => {
        const answer = reply(payload);
        if (answer) {
          ceremony.answer(payload.askId, answer);
        }
      });
    },
  });
  return { asks, withdrawn, time, ceremony, provider: makeWebauthnProvider({ now: () => time.now, ceremony }) };
}

function keyed(bends: { create?: Bends; get?: (count: number) => Bends } = {}) {
  const key = makePageAuthenticator();
  let gets = 0;
  const staged = stage((ask) => {
    if (ask.ceremony === 'create') {
      return key.create(ask.optionsJson, ask.prfInputs[''], bends.create);
    }
    gets += 1;
    return key.get(ask.optionsJson, ask.prfInputs, bends.get?.(gets));
  });
  return { key, ...staged, enrol: () => staged.provider.enrol({ keyName: 'Brass 5C', existing: [], signal: new AbortController().signal }) };
}

const same = (byte: number): Bends => ({ prf: new Uint8Array(32).fill(byte), prfSecond: new Uint8Array(32).fill(byte) });

async function enrolled(get: (count: number) => Bends = () => ({})) {
  // The first `get` belongs to the enrolment.
  const staged = keyed({ get: (count) => (count === 1 ? {} : get(count)) });
  const { credential, prfOutput, touchOutput } = await staged.enrol();
  const assert = (use: KeyUse = 'open') => staged.provider.assert({ use, forItem: null, allowed: [{ name: 'Brass 5C', credential }], signal: new AbortController().signal });
  return { ...staged, credential, prfOutput, touchOutput, assert };
}

afterEach(() => vi.useRealTimers());

describe('enrolling a hardware key', () => {
  it('evaluates the PRF at creation and once more, and gives the secret', async () => {
    const { enrol, asks } = keyed();
    const { credential, prfOutput, touchOutput } = await enrol();
    expect(prfOutput).toHaveLength(32);
    expect(touchOutput).toHaveLength(32);
    expect(Buffer.from(touchOutput).equals(Buffer.from(prfOutput))).toBe(false);
    expect(asks.map(({ ceremony }) => ceremony)).toEqual(['create', 'get']);
    expect(asks[1]?.prfInputs).toEqual({ [credential.credentialId]: { first: credential.prfInput, second: credential.touchInput } });
    expect(Buffer.from(credential.prfInput, 'base64url')).toHaveLength(32);
    expect(Buffer.from(credential.touchInput, 'base64url')).toHaveLength(32);
    expect(credential.touchInput).not.toBe(credential.prfInput);
    expect(JSON.parse(asks[0]?.optionsJson ?? '')).toMatchObject({ rp: { id: 'latchkey.internal' }, authenticatorSelection: { userVerification: 'required' } });
  });

  it('asks twice more where the platform does not evaluate while creating', async () => {
    const { enrol, asks } = keyed({ create: { prf: null } });
    await enrol();
    expect(asks.map(({ ceremony, step }) => [ceremony, step])).toEqual([['create', 1], ['get', 2], ['get', 3]]);
  });

  it('asks twice more where the platform evaluates only one input while creating', async () => {
    const { enrol, asks } = keyed({ create: { prfSecond: null } });
    await enrol();
    expect(asks.map(({ ceremony, step }) => [ceremony, step])).toEqual([['create', 1], ['get', 2], ['get', 3]]);
  });

  it.each([
    ['the second secret is missing', { get: () => ({ prfSecond: null }) }, 'key.no-prf'],
    ['the second secrets differ', { get: () => ({ prfSecond: new Uint8Array(32).fill(7) }) }, 'key.unstable-prf'],
    ['both inputs give one secret', { create: same(7), get: () => same(7) }, 'key.unstable-prf'],
    ['the PRF secret is missing', { get: () => ({ prf: null }) }, 'key.no-prf'],
    ['the PRF secret is all zero', { create: { prf: new Uint8Array(32) } }, 'key.no-prf'],
    ['the PRF secret is short', { get: () => ({ prf: new Uint8Array(16).fill(7) }) }, 'key.no-prf'],
    ['the two secrets differ', { get: () => ({ prf: new Uint8Array(32).fill(7) }) }, 'key.unstable-prf'],
    ['the origin is another', { create: { origin: 'https://latchkey.example' } }, 'key.assertion-refused'],
    ['the page was framed', { create: { crossOrigin: true } }, 'key.assertion-refused'],
    ['the user was not verified', { create: { flags: 0x01 } }, 'key.assertion-refused'],
    ['the challenge is an older one', { create: { challenge: Buffer.alloc(32).toString('base64url') } }, 'key.assertion-refused'],
    ['the evaluation is not signed by the key', { get: () => ({ breakSignature: true }) }, 'key.assertion-refused'],
  ])('refuses when %s', async (_what, bends, code) => {
    await expect(keyed(bends).enrol()).rejects.toMatchObject({ code });
  });
});

describe('asking a hardware key', () => {
  it('gives the same secret as at enrolment, with a counter that grew', async () => {
    const { assert, prfOutput } = await enrolled();
    const asserted = await assert();
    expect(asserted.assertionHolds).toBe(true);
    expect(asserted.counter).toBe(3);
    expect(Buffer.from(asserted.prfOutput).equals(Buffer.from(prfOutput))).toBe(true);
  });

  it('evaluates one input alone: that of the use asked for', async () => {
    const { assert, asks, credential, prfOutput, touchOutput } = await enrolled();
    const touched = await assert('touch');
    expect(asks.at(-1)?.prfInputs).toEqual({ [credential.credentialId]: { first: credential.touchInput, second: null } });
    expect(Buffer.from(touched.prfOutput).equals(Buffer.from(touchOutput))).toBe(true);
    const opened = await assert('open');
    expect(asks.at(-1)?.prfInputs).toEqual({ [credential.credentialId]: { first: credential.prfInput, second: null } });
    expect(Buffer.from(opened.prfOutput).equals(Buffer.from(prfOutput))).toBe(true);
  });

  it.each<[string, Bends]>([
    ['another origin', { origin: 'https://evil.example' }],
    ['a frame in another page', { crossOrigin: true }],
    ['another relying party', { rpId: 'evil.example' }],
    ['no touch', { flags: 0x04 }],
    ['no user verification', { flags: 0x01 }],
    ['an older challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['the wrong ceremony', { type: 'webauthn.create' }],
    ['a broken signature', { breakSignature: true }],
  ])('does not hold with %s', async (_what, bends) => {
    const { assert } = await enrolled(() => bends);
    expect((await assert()).assertionHolds).toBe(false);
  });

  it('refuses a key that was not asked for', async () => {
    const { provider, credential } = await enrolled();
    const other = { ...credential, credentialId: Buffer.alloc(32, 9).toString('base64url') };
    await expect(provider.assert({ use: 'open', forItem: null, allowed: [{ name: 'Other', credential: other }], signal: new AbortController().signal })).rejects.toMatchObject({ code: 'key.not-recognised' });
  });

  it('refuses garbage for an answer', async () => {
    for (const response of ['', '{', '[]', '{"id":"a"}', JSON.stringify({ id: 'AA', rawId: 'AA', type: 'public-key', response: {} })]) {
      const { provider } = stage(() => ({ response, prf: new Uint8Array(32).fill(1), prfSecond: null }));
      const { credential } = await enrolled();
      await expect(provider.assert({ use: 'open', forItem: null, allowed: [{ name: 'Brass 5C', credential }], signal: new AbortController().signal })).rejects.toMatchObject({ code: 'key.assertion-refused' });
    }
  });

  it('never hangs: it ends after sixty seconds, and when it is cancelled', async () => {
    vi.useFakeTimers();
    const { credential } = await enrolled();
    const { provider, withdrawn } = stage(() => null);
    const allowed = [{ name: 'Brass 5C', credential }];
    const late = expect(provider.assert({ use: 'open', forItem: null, allowed, signal: new AbortController().signal })).rejects.toMatchObject({ code: 'key.timeout' });
    await vi.advanceTimersByTimeAsync(60_000);
    await late;
    const controller = new AbortController();
    const cancelled = expect(provider.assert({ use: 'open', forItem: null, allowed, signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' });
    await vi.advanceTimersByTimeAsync(10);
    controller.abort();
    await cancelled;
    expect(withdrawn).toHaveLength(2);
  });

  it('drops an answer to an ask that is over or never was', async () => {
    const { ceremony } = stage(() => null);
    expect(() => ceremony.answer(randomUUID(), { response: '{}', prf: null, prfSecond: null })).not.toThrow();
    expect(() => ceremony.decline(randomUUID(), 'NotAllowedError')).not.toThrow();
  });
});
