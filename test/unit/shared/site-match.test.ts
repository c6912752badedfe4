import { describe, expect, it } from 'vitest';
import type { ItemUrl } from '../../../shared/item.ts';
import { isCrossSite, isSecurePage, matchesPage, pageSite } from '../../../shared/site-match.ts';

const at = (url: string) => {
  const site = pageSite({ url, origin: new URL(url).origin });
  if (site === null) {
    throw new Error(`no page: ${url}`);
  }
  return site;
};
const fits = (url: string, match: ItemUrl['match'], page: string): boolean => matchesPage({ url, match }, at(page));

describe('which page a saved address belongs to', () => {
  it.each([
    ['https://example.org/login', 'https://example.org/'],
    ['https://example.org/login', 'https://accounts.example.org/x'],
    ['https://login.example.co.uk', 'https://example.co.uk/'],
    ['example.org', 'https://www.example.org/'],
    ['http://example.org', 'http://example.org/'],
    ['http://example.org', 'https://example.org/'],
    ['https://bücher.example', 'https://xn--bcher-kva.example/'],
    ['https://EXAMPLE.org', 'https://example.org/'],
    ['https://example.org:8443/', 'https://example.org/'],
    ['https://ada.github.io/', 'https://ada.github.io/x'],
    ['http://localhost:8080', 'http://localhost:8080/x'],
    ['https://192.168.1.1', 'https://192.168.1.1/'],
    ['https://[::1]:3000/', 'https://[::1]:3000/'],
  ])('%s is offered on %s by its registrable domain', (saved, page) => {
    expect(fits(saved, 'domain', page)).toBe(true);
  });

  it.each([
    ['https://example.org', 'http://example.org/'],
    ['example.org', 'http://example.org/'],
    ['https://example.org', 'https://example.org.evil.example/'],
    ['https://example.org', 'https://xexample.org/'],
    ['https://example.org', 'https://exаmple.org/'],
    ['https://example.org', 'https://example.com/'],
    ['https://ada.github.io', 'https://eve.github.io/'],
    ['https://github.io', 'https://eve.github.io/'],
    ['https://one.co.uk', 'https://two.co.uk/'],
    ['https://co.uk', 'https://two.co.uk/'],
    ['http://localhost:8080', 'http://localhost:9090/'],
    ['https://192.168.1.1', 'https://192.168.1.2/'],
    ['https://1.1.1.1', 'https://1.1.1.1.example/'],
    ['ftp://example.org', 'https://example.org/'],
    ['javascript:alert(1)//example.org', 'https://example.org/'],
    ['https://example.org@evil.example/', 'https://example.org/'],
    ['not an address', 'https://example.org/'],
    ['', 'https://example.org/'],
  ])('%s is not offered on %s', (saved, page) => {
    expect(fits(saved, 'domain', page)).toBe(false);
  });

  it('by host takes no other host and no other port, exactly no other path, and never means never', () => {
    expect(fits('https://www.example.org/a', 'host', 'https://www.example.org/b')).toBe(true);
    expect(fits('https://www.example.org', 'host', 'https://example.org/')).toBe(false);
    expect(fits('https://www.example.org', 'host', 'https://www.example.org:8443/')).toBe(false);
    expect(fits('https://example.org/a', 'exact', 'https://example.org/a?x=1#y')).toBe(true);
    expect(fits('https://example.org/a?x=1', 'exact', 'https://example.org/a?x=2')).toBe(false);
    expect(fits('https://example.org/a', 'exact', 'https://example.org/ab')).toBe(false);
    expect(fits('https://example.org/a', 'never', 'https://example.org/a')).toBe(false);
    expect(fits('https://example.org/a', 'exact', 'http://example.org/a')).toBe(false);
  });

  it('knows no page where address and origin differ, in a sandbox, or outside the web', () => {
    expect(pageSite({ url: 'https://example.org/', origin: 'https://evil.example' })).toBeNull();
    expect(pageSite({ url: 'https://example.org/', origin: 'null' })).toBeNull();
    expect(pageSite({ url: 'file:///etc/passwd', origin: 'null' })).toBeNull();
    expect(pageSite({ url: 'data:text/html,x', origin: 'https://example.org' })).toBeNull();
    expect(pageSite({ url: 'https://example.org./', origin: 'https://example.org.' })).toBeNull();
    expect(pageSite({ url: 'about:blank', origin: 'https://example.org' })?.host).toBe('example.org');
    expect(pageSite({ url: 'blob:https://example.org/1', origin: 'https://example.org' })?.host).toBe('example.org');
  });

  it('calls a frame of another site one, also where only the way to it is not encrypted', () => {
    const frame = at('https://login.example.org/');
    expect(isCrossSite(frame, [])).toBe(false);
    expect(isCrossSite(frame, ['https://www.example.org'])).toBe(false);
    expect(isCrossSite(frame, ['https://shop.example'])).toBe(true);
    expect(isCrossSite(frame, ['https://www.example.org', 'https://shop.example'])).toBe(true);
    expect(isCrossSite(frame, ['http://www.example.org'])).toBe(true);
    expect(isCrossSite(frame, ['null'])).toBe(true);
    expect(isCrossSite(at('https://ada.github.io/'), ['https://eve.github.io'])).toBe(true);
  });

  it('takes this computer itself for secure, and nothing that only sounds like it', () => {
    expect(['https://a.example/', 'http://localhost/', 'http://app.localhost:3000/', 'http://127.0.0.1/', 'http://[::1]/'].map((url) => isSecurePage(at(url)))).toEqual([true, true, true, true, true]);
    expect(['http://a.example/', 'http://localhost.example/', 'http://127.0.0.1.example/'].map((url) => isSecurePage(at(url)))).toEqual([false, false, false]);
  });
});
