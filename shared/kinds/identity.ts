/** A person's data for forms. */
import { defineKind } from './kind.ts';

export const identity = defineKind({
  kind: 'identity',
  group: 'identities',
  hasUrls: false,
  primary: null,
  subtitleFrom: ['full-name', 'email'],
  fields: [
    { name: 'full-name', type: 'text', concealed: false },
    { name: 'email', type: 'email', concealed: false },
    { name: 'phone', type: 'phone', concealed: false },
    { name: 'organisation', type: 'text', concealed: false },
    { name: 'birth-date', type: 'date', concealed: false },
    { name: 'street', type: 'text', concealed: false },
    { name: 'postal-code', type: 'text', concealed: false },
    { name: 'city', type: 'text', concealed: false },
    { name: 'region', type: 'text', concealed: false },
    { name: 'country', type: 'text', concealed: false },
  ],
});
