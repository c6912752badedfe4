/**
 * Reads an export in a test, with a still clock and repeatable ids.
 */
import { readImport, type ReadImport } from '../../electron/exchange/read-import.ts';
import type { ItemContent } from '../../electron/vault/vault-types.ts';

export function countingRandom(): (length: number) => Uint8Array {
  let count = 0;
  return (length) => {
    count += 1;
    const bytes = new Uint8Array(length);
    new DataView(bytes.buffer).setUint32(length - 4, count);
    return bytes;
  };
}

export function readExport(content: string | Uint8Array): Promise<ReadImport> {
  return readImport(typeof content === 'string' ? new TextEncoder().encode(content) : content, {
    clock: { now: () => 1_700_000_000_000 },
    random: countingRandom(),
  });
}

/** The value of a field by its own name or its label; undefined where the item has none. */
export function valueOf(item: ItemContent | undefined, field: string): string | undefined {
  return item?.details.fields.find(({ name, label }) => name === field || (name === null && label === field))?.value;
}
