/** Vault files on a real disk, for the tests of the store. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VaultFile } from '../../electron/vault/vault-port.ts';

export const bytes = (text: string) => new TextEncoder().encode(text);
export const text = (content: Uint8Array) => new TextDecoder().decode(content);
export const whole = async (file: VaultFile) => text(await file.read(0, 1_000_000));

export async function someVaultIn(folder: string, content = 'old content'): Promise<string> {
  const path = join(folder, 'Home.latchkey');
  await writeFile(path, content);
  return path;
}
