/**
 * Takes the PRF output out of a credential's extension results, before anything makes them JSON (a raw buffer would turn
 * into `{}`), and leaves nothing of it behind there.
 */
import { z } from 'zod';

const buffer = z.union([z.instanceof(ArrayBuffer), z.instanceof(Uint8Array)]);
const extensionResults = z.object({ prf: z.object({ enabled: z.boolean().optional(), results: z.object({ first: buffer }).optional() }).optional() });

/** @returns a copy of the 32 bytes, null where the key gave none. The original is overwritten. */
export function takePrfOutput(clientExtensionResults: unknown): Uint8Array<ArrayBuffer> | null {
  const parsed = extensionResults.safeParse(clientExtensionResults);
  const first = parsed.success ? parsed.data.prf?.results?.first : undefined;
  if (first === undefined) {
    return null;
  }
  const original = first instanceof Uint8Array ? first : new Uint8Array(first);
  const copy = Uint8Array.from(original);
  original.fill(0);
  return copy;
}
