/** Held files on their way into an item that is being saved. Called by `item-calls.ts`. */
import type { TokenBox } from '../desk/token-box.ts';
import type { HeldFile } from './call-deps.ts';

/**
 * Each file serves one item, and can be tried again where saving failed.
 * SECURITY: what is held may be dropped and overwritten while the item waits for its turn; hence copies, made before anything is awaited.
 */
export function spendFiles<T>(files: TokenBox<HeldFile>, tokens: readonly string[], save: (files: readonly HeldFile[]) => Promise<T>): Promise<T> {
  const copies: HeldFile[] = [];
  const next = async ([token, ...others]: readonly string[]): Promise<T> =>
    token === undefined
      ? save(copies)
      : files.spend(token, (file) => {
          copies.push({ ...file, content: Uint8Array.from(file.content) });
          return next(others);
        });
  return next(tokens).finally(() => copies.forEach(({ content }) => content.fill(0)));
}
