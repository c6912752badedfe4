/** A wireless network. */
import { defineKind } from './kind.ts';

export const wifi = defineKind({
  kind: 'wifi',
  group: 'systems',
  hasUrls: false,
  primary: 'password',
  subtitleFrom: ['network'],
  fields: [
    { name: 'network', type: 'text', concealed: false },
    { name: 'password', type: 'password', concealed: true },
    { name: 'security', type: 'text', concealed: false },
  ],
});
