/** A token or key for a programming interface. */
import { defineKind } from './kind.ts';

export const apiCredential = defineKind({
  kind: 'api-credential',
  group: 'keys',
  hasUrls: true,
  primary: 'token',
  subtitleFrom: ['identifier'],
  fields: [
    { name: 'identifier', type: 'username', concealed: false },
    { name: 'token', type: 'secret', concealed: true },
    { name: 'secret', type: 'secret', concealed: true },
    { name: 'endpoint', type: 'url', concealed: false },
  ],
});
