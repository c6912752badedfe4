/** What an entry of the contract is, and what many of them take and give. For `contract.ts` and the parts of its table only. */
import { z } from 'zod';
import { id } from './ids.ts';

export type CallShape = {
  readonly takes: z.ZodType;
  readonly gives: z.ZodType;
  readonly whileLocked: boolean;
  /** The reply holds a secret the user asked to see. */
  readonly secret: boolean;
};

export const nothing = z.object({});
export const none = z.null();
export const passphrase = z.string().min(1).max(1_024);
export const jobId = id;
export const bytes = (most: number) => z.instanceof(Uint8Array).refine((value) => value.byteLength <= most);

export function call<Takes extends z.ZodType, Gives extends z.ZodType>(
  takes: Takes,
  gives: Gives,
  options: { whileLocked?: boolean; secret?: boolean } = {},
) {
  return { takes, gives, whileLocked: options.whileLocked ?? false, secret: options.secret ?? false };
}
