/** The extension's half against an application that does not keep the rules. */
import { describe, expect, it } from 'vitest';
import { makeBridgeCaller, type WireTrouble } from '../../../shared/browser-caller.ts';
import { webCrypto } from '../../support/browser-on-socket.ts';

const text = (value: number, length = 32): string => Buffer.alloc(length, value).toString('base64');

function callerAlone() {
  const [sent, lost]: [unknown[], WireTrouble[]] = [[], []];
  const caller = makeBridgeCaller({
    crypto: webCrypto,
    extension: { version: '1', browser: 'Test' },
    wire: { send: (message) => void sent.push(message), close: () => undefined },
    told: () => undefined,
    lost: (trouble) => void lost.push(trouble),
  });
  const greet = async (): Promise<void> => {
    const greeted = caller.hello();
    caller.receive({ type: 'hello', version: 1, least: 1, most: 1, app: { version: '1' } });
    await greeted;
  };
  return { caller, sent, lost, greet };
}

describe('an extension', () => {
  it('stops at an application that does not keep what it committed to', async () => {
    const { caller, sent, lost, greet } = callerAlone();
    await greet();
    const talking = caller.pair(await webCrypto.makeDhKey());
    caller.receive({ type: 'pair.commit', key: text(9), commitment: text(7) });
    await expect.poll(() => sent.length).toBe(3);
    // A nonce of his choice, now that he knows ours.
    caller.receive({ type: 'pair.reveal', nonce: text(5) });
    await expect(talking).rejects.toThrow('forged');
    expect(lost).toEqual(['forged']);
  });

  it('takes no version but the one it would have chosen itself', async () => {
    const { caller } = callerAlone();
    const greeted = caller.hello();
    caller.receive({ type: 'hello', version: 2, least: 1, most: 2, app: { version: '1' } });
    await expect(greeted).rejects.toThrow('other-versions');
  });

  it('speaks with nobody who has not the pairing’s key, and hears nothing that is not sealed', async () => {
    const { caller, lost, greet } = callerAlone();
    await greet();
    const appKey = (await webCrypto.makeDhKey()).publicKey;
    const begun = caller.begin({ pairingId: '0'.repeat(32), key: await webCrypto.makeDhKey(), appKey });
    await expect.poll(() => lost.length === 0).toBe(true);
    await new Promise((resolve) => setImmediate(resolve));
    caller.receive({ type: 'session.ready', noise: text(3, 48) });
    caller.receive({ type: 'sealed', data: text(3, 48) });
    await expect(begun).rejects.toThrow('forged');
    await expect(caller.ask('status', {})).rejects.toThrow('forged');
    expect(lost).toEqual(['forged']);
  });
});
