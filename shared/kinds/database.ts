/** Access to a database. */
import { defineKind } from './kind.ts';

export const database = defineKind({
  kind: 'database',
  group: 'systems',
  hasUrls: false,
  primary: 'password',
  subtitleFrom: ['host', 'database'],
  fields: [
    { name: 'engine', type: 'text', concealed: false },
    { name: 'host', type: 'text', concealed: false },
    { name: 'port', type: 'number', concealed: false },
    { name: 'database', type: 'text', concealed: false },
    { name: 'username', type: 'username', concealed: false },
    { name: 'password', type: 'password', concealed: true },
    { name: 'connection-string', type: 'secret', concealed: true },
  ],
});
