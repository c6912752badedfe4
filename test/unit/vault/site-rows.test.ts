import { describe, expect, it } from 'vitest';
import { addBlock, makeItemIndex, rowOf } from '../../../electron/vault/item-index.ts';
import { packBlock } from '../../../electron/vault/pack-block.ts';
import { rowsAtSite } from '../../../electron/vault/site-rows.ts';
import { matchesPage, pageSite } from '../../../shared/site-match.ts';
import { siteRow } from '../../support/site-vault.ts';

function indexOf(urls: readonly (readonly string[])[]) {
  const index = makeItemIndex();
  for (let from = 0; from < urls.length; from += 1_000) {
    addBlock(index, packBlock(urls.slice(from, from + 1_000).map((own, place) => siteRow(from + place, own))), from);
  }
  return index;
}

describe('the items of a site', () => {
  it('are all that a slow look over every address finds', () => {
    const hosts = ['example.org', 'www.example.org', 'a.example.org', 'example.org.evil.net', 'xexample.org', 'example.com', 't.co', 'reddit.co', 'bücher.example', 'localhost:8080'];
    const forms = [(host: string) => `https://${host}`, (host: string) => `https://${host}/login?next=example.org`, (host: string) => host, (host: string) => `https://ada@${host}:8443/`, (host: string) => `https://other.example/${host}`];
    const urls = hosts.flatMap((host) => forms.flatMap((form) => [[form(host)], ['https://first.example', form(host)], []]));
    const index = indexOf(urls);
    for (const page of ['https://example.org/', 'https://t.co/', 'https://xn--bcher-kva.example/', 'https://example.com/', 'http://localhost:8080/']) {
      const site = pageSite({ url: page, origin: new URL(page).origin });
      if (site === null) {
        throw new Error('no page');
      }
      const wanted = urls.flatMap((own, place) => (own.some((url) => matchesPage({ url, match: 'domain' }, site)) ? [place] : []));
      const names = site.domain === null ? [site.host] : [site.domain, ...(site.domain === 'xn--bcher-kva.example' ? ['bücher.example'] : [])];
      const found = rowsAtSite(index, names).map((number) => rowOf(index, number).overview);
      const judged = found.filter(({ urls: own }) => own.some((url) => matchesPage(url, site))).map(({ title }) => Number(title));
      expect([page, judged.sort((a, b) => a - b)]).toEqual([page, wanted]);
    }
  });

  it('leave out what only sounds alike before anything is put together', () => {
    const index = indexOf([['https://reddit.com'], ['https://xt.co'], ['https://t.co.evil.net'], ['https://t.co']]);
    expect(rowsAtSite(index, ['t.co'])).toEqual([3]);
    expect(rowsAtSite(index, [''])).toEqual([]);
  });
});
