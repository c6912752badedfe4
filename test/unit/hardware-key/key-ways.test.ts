/** Which of the two ways to a key is taken. */
import { describe, expect, it } from 'vitest';
import { makeKeyWays, usualWay } from '../../../electron/hardware-key/key-ways.ts';
import { libraryPlaces, makeLibraryLoader } from '../../../electron/hardware-key/fido-library.ts';
import type { Libfido2Provider } from '../../../electron/hardware-key/libfido2-provider.ts';
import type { KeyProvider } from '../../../electron/hardware-key/key-provider.ts';
import type { KeyWayChoice } from '../../../shared/settings.ts';

const never = async (): Promise<never> => {
  throw new Error('no key was meant to be asked');
};
const page: KeyProvider = { name: 'webauthn', enrol: never, assert: never };
const own: Libfido2Provider = { name: 'libfido2', enrol: never, assert: never, changePin: async () => undefined };

function ways(options: { usual?: 'webauthn' | 'libfido2'; isVirtual?: boolean } = {}) {
  const setting: { choice: KeyWayChoice } = { choice: 'automatic' };
  const made = makeKeyWays({ webauthn: page, libfido2: own, fido: makeLibraryLoader([]), choice: () => setting.choice, usual: options.usual ?? 'webauthn', isVirtual: options.isVirtual ?? false });
  return { setting, made };
}

describe('the way to a key', () => {
  it.each([
    ['linux', true, 'libfido2'],
    ['darwin', true, 'libfido2'],
    ['win32', true, 'webauthn'],
    ['linux', false, 'webauthn'],
  ] as const)('is, on %s (Electron: %s), of itself %s', (platform, isElectron, way) => expect(usualWay(platform, isElectron)).toBe(way));

  it('follows the setting at once', () => {
    const { setting, made } = ways();
    expect(made.name).toBe('webauthn');
    setting.choice = 'libfido2';
    expect(made.name).toBe('libfido2');
    setting.choice = 'webauthn';
    expect(made.name).toBe('webauthn');
  });

  it('is our own for a key of software, whatever was chosen', () => {
    const { setting, made } = ways({ isVirtual: true });
    setting.choice = 'webauthn';
    expect(made.name).toBe('libfido2');
  });

  it('leaves PINs to the system where the system asks for them', async () => {
    await expect(ways().made.changePin(new AbortController().signal)).rejects.toMatchObject({ code: 'key.pin-elsewhere' });
    await expect(ways({ usual: 'libfido2' }).made.changePin(new AbortController().signal)).resolves.toBeUndefined();
  });

  it('says where the library is missing', () => expect(ways().made.library()).toBe('missing'));
});

describe('libfido2 is looked for', () => {
  it('beside the program and where package managers put it, and on Windows beside the program alone', () => {
    expect(libraryPlaces('linux', '/opt/app')).toEqual(['libfido2.so.1', '/opt/app/libfido2.so.1']);
    expect(libraryPlaces('darwin', undefined)).toContain('/opt/homebrew/lib/libfido2.1.dylib');
    expect(libraryPlaces('win32', undefined)).toEqual([]);
    expect(libraryPlaces('win32', 'C:\\app')).toEqual(['C:\\app\\fido2.dll']);
  });
});
