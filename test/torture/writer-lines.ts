/**
 * What goes between watcher and writer: one line of JSON each. The writer says each line with one synchronous write, so that what it
 * said before it was killed arrives whole.
 */
import { z } from 'zod';
import { act, tortureModel } from './torture-model.ts';
import type { TortureModel } from './torture-model.ts';

/** Said once by the watcher; `model` is null where the vault is still to be made. */
const order = z.object({ path: z.string(), seed: z.number(), round: z.number(), model: z.unknown() });
export type Order = { readonly path: string; readonly seed: number; readonly round: number; readonly model: TortureModel | null };

const seenHead = z.object({
  vaultId: z.string(),
  epoch: z.number(),
  generation: z.number(),
  frameCount: z.number(),
  headTag: z.string(),
  mac: z.string(),
});

const line = z.discriminatedUnion('said', [
  /** Loaded, waiting for its order. */
  z.object({ said: z.literal('ready') }),
  /** Before the act is asked of the vault. */
  z.object({ said: z.literal('begun'), turn: z.number(), act }),
  /** After it returned: from here on it must never be lost. */
  z.object({ said: z.literal('done'), turn: z.number(), versionId: z.string().nullable(), head: seenHead.nullable() }),
  /** Called off before it was done: from here on it must never appear. */
  z.object({ said: z.literal('called-off'), turn: z.number() }),
  /** What must not happen to a writer on a good disk. */
  z.object({ said: z.literal('broke'), why: z.string() }),
]);
export type WriterLine = z.infer<typeof line>;

export function encodeOrder({ model, ...rest }: Order): string {
  return `${JSON.stringify({ ...rest, model: model && { ...model, items: [...model.items] } })}\n`;
}

export function parseOrder(text: string): Order {
  const { model, ...rest } = order.parse(JSON.parse(text));
  return { ...rest, model: parseModel(model) };
}

function parseModel(value: unknown): TortureModel | null {
  if (value === null) {
    return null;
  }
  const { items, ...rest } = z.object({ items: z.array(z.tuple([z.string(), z.unknown()])) }).loose().parse(value);
  return tortureModel.parse({ ...rest, items: new Map(items) });
}

export function parseLine(text: string): WriterLine {
  return line.parse(JSON.parse(text));
}
