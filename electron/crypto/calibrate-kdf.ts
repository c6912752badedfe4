/**
 * Chooses the Argon2id cost at which this machine takes between half a second and a second, never below the floor.
 * Called when a vault is made; a way to open that is added or changed later costs what the vault's others do. Time is passed in.
 */
import { costCap, costFloor, hashPassphrase } from './password-kdf.ts';
import type { KdfCost, PasswordKdf } from './password-kdf.ts';

const wantedMilliseconds = { least: 500, aim: 750, most: 1000 } as const;

export type Calibration = {
  readonly kdf: PasswordKdf;
  readonly clock: { now(): number };
  /** More than this is not asked for, so that other programs keep room; 1 GiB where nothing is said. */
  readonly memoryLimitKib?: number;
};

export async function calibrateKdf({ kdf, clock, memoryLimitKib = 1024 * 1024 }: Calibration): Promise<KdfCost> {
  const limitKib = Math.max(costFloor.memoryKib, Math.min(memoryLimitKib, costCap.memoryKib));
  let cost = costFloor;
  // Three rounds: a short first measurement says little about a large memory.
  for (let round = 0; round < 3; round += 1) {
    const took = await measure(kdf, clock, cost);
    if (took >= wantedMilliseconds.least && (took <= wantedMilliseconds.most || cost === costFloor)) {
      return cost;
    }
    const next = scale(cost, wantedMilliseconds.aim / Math.max(took, 1), limitKib);
    if (next.memoryKib === cost.memoryKib && next.passes === cost.passes) {
      return cost;
    }
    cost = next;
  }
  return cost;
}

async function measure(kdf: PasswordKdf, clock: { now(): number }, cost: KdfCost): Promise<number> {
  const started = clock.now();
  const hash = await hashPassphrase(kdf, new Uint8Array(16), new Uint8Array(32), cost);
  hash.fill(0);
  return clock.now() - started;
}

/** Memory first, for it is what an attacker pays most for; then passes. */
function scale(cost: KdfCost, factor: number, limitKib: number): KdfCost {
  const work = cost.memoryKib * cost.passes * factor;
  const memoryKib = clamp(Math.floor(work / costFloor.passes / 1024) * 1024, costFloor.memoryKib, limitKib);
  const passes = clamp(Math.floor(work / memoryKib), costFloor.passes, costCap.passes);
  return { memoryKib, passes, lanes: costFloor.lanes };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
