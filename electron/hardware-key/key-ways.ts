/**
 * The two ways to speak to a hardware key, as one provider: which of them is taken is the user's choice, or the platform's where none was made. Asked anew
 * at each use, so that a changed setting holds at once.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { KeyWayChoice } from '../../shared/settings.ts';
import type { FidoLibrary } from './fido-library.ts';
import type { KeyProvider } from './key-provider.ts';
import type { Libfido2Provider } from './libfido2-provider.ts';

export type KeyWay = KeyProvider['name'];

export type KeyWays = KeyProvider & {
  /** Keys that software plays; for development. */
  readonly isVirtual: boolean;
  library(): 'found' | 'missing' | 'too-old';
  /** @throws VaultFailure `key.pin-elsewhere` where the system's own dialogs are the only way, and as `Libfido2Provider.changePin` */
  changePin(signal: AbortSignal): Promise<void>;
};

/**
 * Windows lets no program without an administrator's rights speak to a security key, and draws the PIN dialog itself; Electron draws none elsewhere.
 * A page in a browser has the browser's dialogs.
 */
export function usualWay(platform: NodeJS.Platform, isElectron: boolean): KeyWay {
  return platform === 'win32' || !isElectron ? 'webauthn' : 'libfido2';
}

export function makeKeyWays(deps: {
  readonly webauthn: KeyProvider;
  readonly libfido2: Libfido2Provider;
  readonly fido: () => FidoLibrary;
  readonly choice: () => KeyWayChoice;
  readonly usual: KeyWay;
  readonly isVirtual: boolean;
}): KeyWays {
  const { webauthn, libfido2, fido, choice, usual, isVirtual } = deps;

  function taken(): KeyProvider {
    const chosen = choice();
    // A page cannot reach a key that this process plays.
    const way = isVirtual ? 'libfido2' : chosen === 'automatic' ? usual : chosen;
    return way === 'libfido2' ? libfido2 : webauthn;
  }

  return {
    get name() {
      return taken().name;
    },
    isVirtual,
    enrol: (request) => taken().enrol(request),
    assert: (request) => taken().assert(request),
    library() {
      try {
        fido();
        return 'found';
      } catch (error) {
        if (error instanceof VaultFailure) {
          return error.code === 'key.library-too-old' ? 'too-old' : 'missing';
        }
        throw error;
      }
    },
    async changePin(signal) {
      if (taken().name !== 'libfido2') {
        throw new VaultFailure('key.pin-elsewhere');
      }
      await libfido2.changePin(signal);
    },
  };
}
