/** Hardware keys as far as a vault knows them: slots, and the touches they give. */
import type { GivenTouch, NewSlot } from '../../electron/vault/vault-types.ts';
import type { ItemContent } from '../../electron/vault/vault-types.ts';
import { credential, login } from './sample-vault.ts';

export type TestKey = { readonly slot: NewSlot; readonly touch: GivenTouch; readonly presented: { readonly credentialId: string; readonly prfOutput: Uint8Array } };

export function makeTestKey(name: string): TestKey {
  const credentialId = Buffer.from(`credential of ${name}`).toString('base64url');
  const [prfOutput, touchOutput] = [Buffer.alloc(32, `open ${name}`), Buffer.alloc(32, `touch ${name}`)];
  return {
    slot: { kind: 'key', name, credential: { ...credential, credentialId }, prfOutput, touchOutput },
    touch: { credentialId, touchOutput },
    presented: { credentialId, prfOutput },
  };
}

/** The login, needing a touch. */
export function touchLogin(title: string, password: string): ItemContent {
  const { overview, details } = login(title, password);
  return { overview: { ...overview, touchRequired: true }, details };
}
