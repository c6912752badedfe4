/**
 * Chance that can be told again: numbers from a seed (xorshift32), for tests that say the seed when they fail. Never for keys.
 */
export type Chance = {
  /** A whole number from 0 up to, not including, `below`. */
  upTo(below: number): number;
  /** True once in `times`. */
  oneIn(times: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** One of the entries, more often the heavier ones. */
  weighted<T>(entries: readonly (readonly [weight: number, value: T])[]): T;
};

export function makeChance(seed: number): Chance {
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 0x1_0000_0000;
  };
  for (let warm = 0; warm < 8; warm += 1) {
    next();
  }
  const upTo = (below: number): number => Math.floor(next() * below);
  function pick<T>(list: readonly T[]): T {
    const chosen = list[upTo(list.length)];
    if (chosen === undefined) {
      throw new RangeError('nothing to pick from');
    }
    return chosen;
  }
  return {
    upTo,
    pick,
    oneIn: (times) => upTo(times) === 0,
    weighted(entries) {
      let left = upTo(entries.reduce((sum, [weight]) => sum + weight, 0));
      for (const [weight, value] of entries) {
        left -= weight;
        if (left < 0) {
          return value;
        }
      }
      throw new RangeError('nothing to pick from');
    },
  };
}
