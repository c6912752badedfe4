/**
 * A security key that lives in Chromium: makes and uses credentials, evaluates PRF, and is touched by itself or not
 * at all, as the test says. The same on real Electron and the stand-in. It lives as long as its page; its PRF secrets
 * cannot be carried to another page (see `restart` in fixtures.ts), and it is gone
 * when any devtools session of its page is detached: open sessions with `newCDPSession`, but leave them open.
 */
import type { CDPSession, Page } from 'playwright/test';

export interface AuthenticatorWishes {
  /** Evaluates PRF (default). False for the key of a user that is too old. */
  readonly hasPrf?: boolean;
  /** Passes user verification (default), as after the right PIN. */
  readonly isUserVerified?: boolean;
  readonly hasUserVerification?: boolean;
  readonly hasResidentKey?: boolean;
  /** Touched by itself (default). False: requests wait until `setPresence(true)`. */
  readonly isTouched?: boolean;
  readonly transport?: 'usb' | 'nfc' | 'ble' | 'internal';
}

export interface VirtualCredential {
  /** base64, as devtools gives it. */
  readonly credentialId: string;
  readonly rpId: string | undefined;
  readonly signCount: number;
}

export interface VirtualAuthenticator {
  readonly id: string;
  /** Pulls the key out. */
  remove(): Promise<void>;
  setUserVerified(isUserVerified: boolean): Promise<void>;
  setPresence(isTouched: boolean): Promise<void>;
  credentials(): Promise<readonly VirtualCredential[]>;
  /** Resets the key: its credentials are gone. */
  clear(): Promise<void>;
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

async function openSession(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable', { enableUI: false });
  return session;
}

export async function addVirtualAuthenticator(page: Page, wishes: AuthenticatorWishes = {}): Promise<VirtualAuthenticator> {
  const opening = sessions.get(page) ?? openSession(page);
  sessions.set(page, opening);
  const session = await opening;
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: wishes.transport ?? 'usb',
      hasResidentKey: wishes.hasResidentKey ?? true,
      hasUserVerification: wishes.hasUserVerification ?? true,
      isUserVerified: wishes.isUserVerified ?? true,
      hasPrf: wishes.hasPrf ?? true,
      automaticPresenceSimulation: wishes.isTouched ?? true,
    },
  });
  return {
    id: authenticatorId,
    remove: async () => void (await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })),
    setUserVerified: async (isUserVerified) => void (await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })),
    setPresence: async (enabled) => void (await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })),
    credentials: async () => {
      const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
      return credentials.map(({ credentialId, rpId, signCount }) => ({ credentialId, rpId, signCount }));
    },
    clear: async () => void (await session.send('WebAuthn.clearCredentials', { authenticatorId })),
  };
}
