/** A cryptographic key. */
import { defineKind } from './kind.ts';

export const key = defineKind({
  kind: 'key',
  group: 'keys',
  hasUrls: false,
  primary: 'private-key',
  subtitleFrom: ['algorithm'],
  fields: [
    { name: 'algorithm', type: 'text', concealed: false },
    { name: 'private-key', type: 'secret', concealed: true },
    { name: 'public-key', type: 'multiline', concealed: false },
  ],
});
