/** A payment card. */
import { defineKind } from './kind.ts';

export const card = defineKind({
  kind: 'card',
  group: 'cards',
  hasUrls: false,
  primary: 'number',
  subtitleFrom: ['holder', 'brand'],
  fields: [
    { name: 'holder', type: 'text', concealed: false },
    { name: 'number', type: 'secret', concealed: true },
    { name: 'expiry', type: 'month', concealed: false },
    { name: 'security-code', type: 'secret', concealed: true },
    { name: 'pin', type: 'secret', concealed: true },
    { name: 'brand', type: 'text', concealed: false },
  ],
});
