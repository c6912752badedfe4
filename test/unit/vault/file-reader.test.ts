import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFileReader } from '../../../electron/vault/file-reader.ts';
import type { VaultFile } from '../../../electron/vault/vault-port.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';

const content = Buffer.alloc(5_300_000);
for (let at = 0; at < content.length; at += 4) {
  content.writeUInt32LE(Math.imul(at + 1, 2_654_435_761) >>> 0, at);
}

/** As the store does it: into the reader's own buffer. */
function fillingFile(): VaultFile {
  const file = makeMemoryVaultFile(content);
  return {
    ...file,
    async read(offset, length, into) {
      const bytes = await file.read(offset, length);
      into?.set(bytes);
      return into === undefined ? bytes : into.subarray(0, bytes.length);
    },
  };
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ skip: fc.constantFrom(0, 0, 0, 45, 400_000), length: fc.integer({ min: 0, max: 400_000 }) }) },
  { weight: 1, arbitrary: fc.record({ skip: fc.constantFrom(0, 1_200_000, -29, -700_000), length: fc.integer({ min: 0, max: 1_800_000 }) }) },
);

describe('reading a file forward', () => {
  it.each([
    ['that gives bytes of its own', () => makeMemoryVaultFile(content)],
    ['that fills the buffer it is given', fillingFile],
  ])('gives the bytes that stand there, of a file %s', async (_, makeFile) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const reader = makeFileReader(makeFile());
        let offset = 0;
        for (const { skip, length } of steps) {
          offset = Math.max(0, offset + skip);
          const bytes = await reader.read(offset, length);
          expect(bytes.equals(content.subarray(offset, offset + length))).toBe(true);
          offset += length;
        }
      }),
      { numRuns: 30 },
    );
  });

  it('tells a failure when the bytes are asked for, though it was met reading ahead', async () => {
    const file = makeMemoryVaultFile(content);
    let fails = false;
    const reader = makeFileReader({ ...file, read: (offset, length) => (fails ? Promise.reject(new Error('the disk is gone')) : file.read(offset, length)) });
    await reader.read(0, 10);
    fails = true;
    await expect(reader.read(2_000_000, 10)).rejects.toThrow('the disk is gone');
  });
});
