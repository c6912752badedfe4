/**
 * Takes the PRF outputs out of a credential's extension results, before anything makes them JSON (a raw buffer would turn
 * into `{}`), and leaves nothing of it behind there.
 */
import { z } from 'zod';

const buffer = z.union([z.instanceof(ArrayBuffer), z.instanceof(Uint8Array)]);
const extensionResults = z.object({ prf: z.object({ enabled: z.boolean().optional(), results: z.object({ first: buffer, second: buffer.optional() }).optional() }).optional() });

export type PrfOutputs = { readonly prf: Uint8Array<ArrayBuffer> | null; readonly prfSecond: Uint8Array<ArrayBuffer> | null };

/** @returns copies of the 32 bytes each, null where the key gave none. The originals are overwritten. */
export function takePrfOutputs(clientExtensionResults: unknown): PrfOutputs {
  const parsed = extensionResults.safeParse(clientExtensionResults);
  const results = parsed.success ? parsed.data.prf?.results : undefined;
  return { prf: takeBuffer(results?.first), prfSecond: takeBuffer(results?.second) };
}

function takeBuffer(given: z.infer<typeof buffer> | undefined): Uint8Array<ArrayBuffer> | null {
  if (given === undefined) {
    return null;
  }
  const original = given instanceof Uint8Array ? given : new Uint8Array(given);
  const copy = Uint8Array.from(original);
  original.fill(0);
  return copy;
}
