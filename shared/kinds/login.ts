/** An account on a site: username, password, one-time code, addresses. */
import { defineKind } from './kind.ts';

export const login = defineKind({
  kind: 'login',
  group: 'logins',
  hasUrls: true,
  primary: 'password',
  subtitleFrom: ['username'],
  fields: [
    { name: 'username', type: 'username', concealed: false },
    { name: 'password', type: 'password', concealed: true },
    { name: 'totp', type: 'totp', concealed: true },
  ],
});
