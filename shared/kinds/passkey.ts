/** A WebAuthn credential kept in the vault. */
import { defineKind } from './kind.ts';

export const passkey = defineKind({
  kind: 'passkey',
  group: 'logins',
  hasUrls: true,
  primary: null,
  subtitleFrom: ['username'],
  fields: [
    { name: 'username', type: 'username', concealed: false },
    { name: 'relying-party', type: 'text', concealed: false },
    { name: 'credential-id', type: 'text', concealed: false },
    { name: 'user-handle', type: 'text', concealed: false },
    { name: 'private-key', type: 'secret', concealed: true },
  ],
});
