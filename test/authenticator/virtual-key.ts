/**
 * `npm start -- --virtual-key`: one key made of software, plugged into this application alone, its state in a file. Touched by itself after a second. For
 * development: whoever reads the file has the key. Bundled by `build/bundle-virtual-key.ts`, imported by `electron/hardware-key/virtual-ports.ts`.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { VirtualKeyModule } from '../../electron/hardware-key/virtual-ports.ts';
import { keyState, type KeyState } from './key-state.ts';
import { portsOf, startSoftwareKey } from './software-key.ts';

async function readState(path: string): Promise<KeyState | undefined> {
  try {
    return keyState.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    // None yet; one that makes no sense is a developer's to look at.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

export const openVirtualKey: VirtualKeyModule['openVirtualKey'] = async (statePath) => {
  let writing = Promise.resolve();
  const state = await readState(statePath);
  const key = await startSoftwareKey(
    { file: fileURLToPath(new URL('./key-worker.cjs', import.meta.url)) },
    {
      traits: { product: 'Virtual key', touch: 'soon' },
      ...(state === undefined ? {} : { state }),
      changed(next) {
        const text = `${JSON.stringify(next, null, 2)}\n`;
        writing = writing.then(async () => {
          await writeFile(`${statePath}.new`, text, { mode: 0o600 });
          await rename(`${statePath}.new`, statePath);
        });
      },
    },
  );
  return portsOf(() => [key]);
};
