import { describe, expect, it } from 'vitest';
import { hasLibrary, knows, makeKeyBench } from '../../support/key-bench.ts';

const signal = (): AbortSignal => new AbortController().signal;

describe.skipIf(!hasLibrary)('a hardware key through libfido2', () => {
  it('is enrolled with a PIN and gives the same secret when it is asked', async () => {
    const bench = makeKeyBench({ person: knows('4711') });
    await bench.add();
    const enrolled = await bench.provider.enrol({ keyName: 'Brass 5C', existing: [], signal: signal() });
    expect(enrolled.prfOutput).toHaveLength(32);
    expect(bench.asked.map(({ wish }) => wish.kind)).toEqual(['new-pin', 'touch', 'touch', 'touch']);
    const asserted = await bench.provider.assert({ use: 'open', allowed: [{ name: 'Brass 5C', credential: enrolled.credential }], signal: signal() });
    expect(asserted.assertionHolds).toBe(true);
    expect(Buffer.from(asserted.prfOutput).equals(Buffer.from(enrolled.prfOutput))).toBe(true);
    expect(asserted.counter).toBeGreaterThan(enrolled.counter);
  });
});
