/** Argon2id against RFC 9106, the bounds of its cost, and its calibration. */
import argon2 from 'argon2';
import { describe, expect, it } from 'vitest';
import { calibrateKdf } from '../../../electron/crypto/calibrate-kdf.ts';
import { argon2id, costCap, costFloor, hashPassphrase, isWithinMemory } from '../../../electron/crypto/password-kdf.ts';
import type { KdfCost } from '../../../electron/crypto/password-kdf.ts';
import { failureOf } from '../../support/sample-vault.ts';

describe('Argon2id', () => {
  it('gives the tag of RFC 9106, section 5.3', async () => {
    const tag = await argon2.hash(Buffer.alloc(32, 1), {
      raw: true,
      type: argon2.argon2id,
      version: 0x13,
      memoryCost: 32,
      timeCost: 3,
      parallelism: 4,
      hashLength: 32,
      salt: Buffer.alloc(16, 2),
      secret: Buffer.alloc(8, 3),
      associatedData: Buffer.alloc(12, 4),
    });
    expect(tag.toString('hex')).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659');
  });

  it('is what a passphrase goes through, at the floor, and depends on passphrase and salt', async () => {
    const expected = await argon2.hash(Buffer.from('pass'), { raw: true, type: argon2.argon2id, version: 0x13, memoryCost: 65_536, timeCost: 3, parallelism: 4, hashLength: 32, salt: Buffer.alloc(32, 1) });
    const hash = await hashPassphrase(argon2id, Buffer.from('pass'), Buffer.alloc(32, 1), costFloor);
    expect(Buffer.from(hash).equals(expected)).toBe(true);
    const other = await hashPassphrase(argon2id, Buffer.from('pass'), Buffer.alloc(32, 2), costFloor);
    expect(Buffer.from(other).equals(expected)).toBe(false);
  });

  const hostile: KdfCost[] = [
    { ...costFloor, memoryKib: costFloor.memoryKib - 1 },
    { ...costFloor, passes: 2 },
    { ...costFloor, lanes: 3 },
    { ...costCap, memoryKib: costCap.memoryKib + 1 },
    { ...costCap, passes: 17 },
    { ...costCap, lanes: 17 },
    { ...costFloor, memoryKib: Number.NaN },
    { ...costFloor, passes: 3.5 },
  ];
  it.each(hostile)('is not even started at a cost of $memoryKib KiB, $passes passes, $lanes lanes', async (cost) => {
    let started = false;
    const kdf = async () => {
      started = true;
      return new Uint8Array(32);
    };
    expect(await failureOf(hashPassphrase(kdf, new Uint8Array(1), new Uint8Array(16), cost))).toBe('kdf.hostile');
    expect(started).toBe(false);
  });

  it('says so where the machine cannot do it', async () => {
    const kdf = async (): Promise<Uint8Array> => {
      throw new Error('out of memory, passphrase was hunter2');
    };
    expect(await failureOf(hashPassphrase(kdf, new Uint8Array(1), new Uint8Array(16), costFloor))).toBe('kdf.failed');
  });
});

describe('the memory that a cost asks for', () => {
  it('must be less than the computer has', () => {
    expect(isWithinMemory({ ...costFloor, memoryKib: 1_048_576 }, 1_073_741_825)).toBe(true);
    expect(isWithinMemory({ ...costFloor, memoryKib: 1_048_576 }, 1_073_741_824)).toBe(false);
  });
});

describe('calibration', () => {
  /** A machine that does so many KiB of memory once over in a millisecond. */
  function machine(kibPerMillisecond: number) {
    let time = 0;
    const kdf = async (_: Uint8Array, __: Uint8Array, cost: KdfCost) => {
      time += (cost.memoryKib * cost.passes) / kibPerMillisecond;
      return new Uint8Array(32);
    };
    return { kdf, clock: { now: () => Math.round(time) }, took: (cost: KdfCost) => (cost.memoryKib * cost.passes) / kibPerMillisecond };
  }

  it.each([500, 1_000, 2_000, 5_000])('lands between half a second and a second on a machine of %d KiB a millisecond', async (speed) => {
    const tried = machine(speed);
    const cost = await calibrateKdf(tried);
    expect(tried.took(cost)).toBeGreaterThanOrEqual(500);
    expect(tried.took(cost)).toBeLessThanOrEqual(1_000);
  });

  it('stays at the floor on a slow machine, and within the memory allowed on a fast one', async () => {
    expect(await calibrateKdf(machine(50))).toEqual(costFloor);
    const cost = await calibrateKdf({ ...machine(5_000), memoryLimitKib: 131_072 });
    expect(cost.memoryKib).toBe(131_072);
    expect(cost.passes).toBeGreaterThan(3);
  });

  it('never leaves the bounds, however fast the machine', async () => {
    const cost = await calibrateKdf({ ...machine(1e9), memoryLimitKib: 1e9 });
    expect(cost).toEqual({ memoryKib: costCap.memoryKib, passes: costCap.passes, lanes: 4 });
  });
});
