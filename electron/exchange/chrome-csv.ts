/**
 * A row of Chrome's export (`name,url,username,password,note`), which Edge, Brave, Opera and Vivaldi write too, and of
 * Safari's (`Title,URL,Username,Password,Notes,OTPAuth`), which differs in words only. Called by `browser-csv.ts`.
 */
import type { Columns } from './csv-rows.ts';
import type { Draft } from './draft-item.ts';

export function draftChromeLogin(columns: Columns): Draft {
  return {
    kind: 'login',
    title: columns('name') || columns('title'),
    urls: [{ url: columns('url') }],
    fields: [
      { name: 'username', value: columns('username') },
      { name: 'password', value: columns('password') },
    ],
    totp: columns('otpauth'),
    notes: columns('note') || columns('notes'),
  };
}
