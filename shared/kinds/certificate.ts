/** A certificate with its chain and, where it is ours, its private key. */
import { defineKind } from './kind.ts';

export const certificate = defineKind({
  kind: 'certificate',
  group: 'certificates',
  hasUrls: false,
  primary: 'private-key',
  subtitleFrom: ['subject'],
  fields: [
    { name: 'subject', type: 'text', concealed: false },
    { name: 'certificate', type: 'multiline', concealed: false },
    { name: 'chain', type: 'multiline', concealed: false },
    { name: 'private-key', type: 'secret', concealed: true },
  ],
});
