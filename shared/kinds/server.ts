/** Access to a machine. */
import { defineKind } from './kind.ts';

export const server = defineKind({
  kind: 'server',
  group: 'systems',
  hasUrls: true,
  primary: 'password',
  subtitleFrom: ['host', 'username'],
  fields: [
    { name: 'host', type: 'text', concealed: false },
    { name: 'port', type: 'number', concealed: false },
    { name: 'username', type: 'username', concealed: false },
    { name: 'password', type: 'password', concealed: true },
  ],
});
