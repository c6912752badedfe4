/**
 * A row of Firefox's export: `url,username,password,httpRealm,formActionOrigin,guid,timeCreated,timeLastUsed,timePasswordChanged`.
 * It has no titles and no notes. Called by `browser-csv.ts`.
 */
import type { Columns } from './csv-rows.ts';
import type { Draft, DraftField } from './draft-item.ts';

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

export function draftFirefoxLogin(columns: Columns): Draft {
  const url = columns('url');
  const realm = columns('httprealm');
  const formOrigin = columns('formactionorigin');
  const further: DraftField[] = [];
  if (realm !== '') {
    further.push({ label: 'HTTP realm', value: realm });
  }
  if (formOrigin !== '' && originOf(formOrigin) !== originOf(url)) {
    // Kept to be read, not as an address: nothing should be offered there.
    further.push({ label: 'Form sent to', value: formOrigin });
  }
  return {
    kind: 'login',
    title: '',
    titleless: true,
    // A realm belongs to one host alone.
    urls: [{ url, match: realm === '' ? 'domain' : 'host' }],
    fields: [{ name: 'username', value: columns('username') }, { name: 'password', value: columns('password') }, ...further],
    notes: '',
  };
}
