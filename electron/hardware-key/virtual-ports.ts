/**
 * For development: the ports of a key made of software, from a module outside the application (`test/authenticator/virtual-key.ts`, bundled apart). A
 * package holds no such module, and `main.ts` asks for none there.
 */
import type { KeyPorts } from './key-ports.ts';

/** What the module exports. */
export type VirtualKeyModule = { openVirtualKey(statePath: string): Promise<KeyPorts> };

export async function openVirtualPorts(moduleUrl: string, statePath: string): Promise<KeyPorts> {
  const module: VirtualKeyModule = await import(moduleUrl);
  return module.openVirtualKey(statePath);
}
