/** An SSH key pair. */
import { defineKind } from './kind.ts';

export const sshKey = defineKind({
  kind: 'ssh-key',
  group: 'keys',
  hasUrls: false,
  primary: 'private-key',
  subtitleFrom: ['fingerprint'],
  fields: [
    { name: 'private-key', type: 'secret', concealed: true },
    { name: 'public-key', type: 'multiline', concealed: false },
    { name: 'fingerprint', type: 'text', concealed: false },
    { name: 'passphrase', type: 'password', concealed: true },
  ],
});
