/** One credential, two providers: the same secret, and the same vault. */
import { afterEach, describe, expect, it } from 'vitest';
import { openFidoKey } from '../../../electron/hardware-key/fido-key.ts';
import type { EnrolledKey, KeyProvider } from '../../../electron/hardware-key/key-provider.ts';
import { usualLimits } from '../../../electron/hardware-key/libfido2-provider.ts';
import { makePageCeremony } from '../../../electron/hardware-key/page-ceremony.ts';
import { makeWebauthnProvider } from '../../../electron/hardware-key/webauthn-provider.ts';
import { portsOf } from '../../authenticator/software-key.ts';
import { makeBrowserOnKey } from '../../support/browser-on-key.ts';
import { hasLibrary, library, makeKeyBench, type KeyBench } from '../../support/key-bench.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { login, makeVaultIn, openAgain } from '../../support/sample-vault.ts';

const signal = (): AbortSignal => new AbortController().signal;
let bench: KeyBench | null = null;
afterEach(() => bench?.end());

/** The page's provider, over a browser that holds the line to the key for as long as `work` takes. */
async function throughThePage<T>(on: KeyBench, work: (provider: KeyProvider) => Promise<T>): Promise<T> {
  const [found] = await portsOf(() => on.keys).list();
  if (found === undefined) {
    throw new Error('no key is on the bench');
  }
  const key = await openFidoKey(library(), portsOf(() => on.keys), found, usualLimits);
  const browser = makeBrowserOnKey(key, { pin: Buffer.from('4711\0') });
  const ceremony = makePageCeremony({
    now: () => Date.now(),
    tell: (name, payload) => {
      if (name === 'key.asked' && 'ceremony' in payload) {
        void browser(payload).then((answer) => ceremony.answer(payload.askId, answer));
      }
    },
  });
  try {
    return await work(makeWebauthnProvider({ now: () => Date.now(), ceremony }));
  } finally {
    await key.close();
  }
}

async function opensTheSameVault(made: EnrolledKey, other: (allowed: EnrolledKey['credential']) => Promise<{ credentialId: string; prfOutput: Uint8Array; assertionHolds: boolean }>) {
  const file = makeMemoryVaultFile();
  const session = await makeVaultIn(file, [{ kind: 'key', name: 'Blue', ...made, prfOutput: Uint8Array.from(made.prfOutput), touchOutput: Uint8Array.from(made.touchOutput) }]);
  await session.create(login('Mail', 'hunter2'));
  await session.lock();
  const { credentialId, prfOutput, assertionHolds } = await other(made.credential);
  expect(assertionHolds).toBe(true);
  const again = await openAgain(makeMemoryVaultFile(file.durable()), { presented: { hardwareKey: { credentialId, prfOutput } } });
  expect([...again.overviews()].map(({ title }) => title)).toEqual(['Mail']);
}

describe.skipIf(!hasLibrary)('a vault whose key was enrolled', () => {
  it('through libfido2 opens through the page', async () => {
    bench = makeKeyBench();
    const on = bench;
    await on.add();
    const made = await on.provider.enrol({ keyName: 'Blue', existing: [], signal: signal() });
    await opensTheSameVault(made, (credential) =>
      throughThePage(on, (provider) => provider.assert({ use: 'open', forItem: null, allowed: [{ name: 'Blue', credential }], signal: signal() })),
    );
  });

  it('through the page opens through libfido2, and items that need a touch as well', async () => {
    bench = makeKeyBench();
    const on = bench;
    await on.add();
    await on.provider.changePin(signal());
    const made = await throughThePage(on, (provider) => provider.enrol({ keyName: 'Blue', existing: [], signal: signal() }));
    expect(made.credential.provider).toBe('webauthn');
    await opensTheSameVault(made, (credential) => on.provider.assert({ use: 'open', forItem: null, allowed: [{ name: 'Blue', credential }], signal: signal() }));
    const touched = await on.provider.assert({ use: 'touch', forItem: 'Mail', allowed: [{ name: 'Blue', credential: made.credential }], signal: signal() });
    expect(Buffer.from(touched.prfOutput).equals(Buffer.from(made.touchOutput))).toBe(true);
  });
});
