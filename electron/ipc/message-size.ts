/** Bounds what a message from the page may weigh before any parser walks it. Called by the gate. */

const deepest = 12;

/**
 * Whether `value`, as structured clone delivered it, stays within `limitBytes` (strings count two bytes a unit, numbers eight).
 * Stops counting as soon as it does not.
 */
export function fitsWithin(value: unknown, limitBytes: number): boolean {
  let left = limitBytes;

  function weigh(part: unknown, depth: number): boolean {
    left -= 8;
    if (left < 0 || depth > deepest) {
      return false;
    }
    if (typeof part === 'string') {
      left -= part.length * 2;
      return left >= 0;
    }
    if (ArrayBuffer.isView(part)) {
      left -= part.byteLength;
      return left >= 0;
    }
    if (Array.isArray(part)) {
      return part.every((entry) => weigh(entry, depth + 1));
    }
    if (typeof part === 'object' && part !== null) {
      // Maps, sets, buffers and the like have no place in the contract, and their weight is not in their entries.
      const prototype: unknown = Object.getPrototypeOf(part);
      if (prototype !== Object.prototype && prototype !== null) {
        return false;
      }
      return Object.entries(part).every(([name, entry]) => {
        left -= name.length * 2;
        return weigh(entry, depth + 1);
      });
    }
    return typeof part !== 'bigint' && typeof part !== 'function' && typeof part !== 'symbol';
  }

  return weigh(value, 0);
}
