/**
 * Which saved address belongs to which page: by registrable domain (the public suffix list, private suffixes such as `github.io` among
 * them), by host, or exactly. The one rule for what is offered and, again, for what is given out. Pure. Used by `browser-link/fill.ts`.
 *
 * Hosts are compared as browsers write them, in ASCII: a name that only looks like another is another. `https` is never served by `http`.
 */
import { getDomain } from 'tldts';
import { assertNever } from './failure.ts';
import type { ItemUrl } from './item.ts';
import { webAddressOf } from './web-address.ts';

type ParsedUrl = { readonly protocol: string; readonly hostname: string; readonly port: string; readonly pathname: string; readonly search: string; readonly origin: string };
declare const URL: { parse?(text: string): ParsedUrl | null; canParse(text: string): boolean; new (text: string): ParsedUrl };

/** An address of the web, taken apart. */
export type Site = {
  readonly isSecure: boolean;
  readonly origin: string;
  readonly host: string;
  /** Empty for the scheme's own. */
  readonly port: string;
  /** Null where there is none: an IP address, `localhost`, a public suffix itself. */
  readonly domain: string | null;
  /** Path and query. */
  readonly path: string;
  readonly query: string;
};

function siteOf(address: string): Site | null {
  if (!URL.canParse(address)) {
    return null;
  }
  const { protocol, hostname, port, pathname, search, origin } = new URL(address);
  // A name with a dot at its end is the same place and another origin: nothing is saved for it, and nothing is given there.
  if ((protocol !== 'https:' && protocol !== 'http:') || hostname === '' || hostname.endsWith('.')) {
    return null;
  }
  const domain = getDomain(hostname, { allowPrivateDomains: true, validateHostname: false, extractHostname: false });
  return { isSecure: protocol === 'https:', origin, host: hostname, port, domain, path: pathname, query: search };
}

/** Null for what is not of the web. */
export function savedSite(url: string): Site | null {
  const address = webAddressOf(url);
  return address === null ? null : siteOf(address);
}

/**
 * The page by what the browser says of it. Null where address and origin do not belong together (a sandboxed frame has the origin `null`)
 * or are not of the web. A frame without an address of its own (`about:blank`, `blob:`) is its origin.
 */
export function pageSite(page: { readonly url: string; readonly origin: string }): Site | null {
  const origin = siteOf(page.origin);
  if (origin === null || origin.origin !== page.origin) {
    return null;
  }
  const own = siteOf(page.url);
  if (own !== null) {
    return own.origin === origin.origin ? own : null;
  }
  return /^(?:about:(?:blank|srcdoc)|blob:)/u.test(page.url) ? origin : null;
}

/** What two addresses of one site have in common: the registrable domain, or where there is none the host with its port. */
export function siteKey({ domain, host, port }: Site): string {
  return domain ?? (port === '' ? host : `${host}:${port}`);
}

/** Nobody between this page and this computer can have changed it. */
export function isSecurePage({ isSecure, host }: Site): boolean {
  return isSecure || host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

export function matchesPage({ url, match }: ItemUrl, page: Site): boolean {
  const saved = match === 'never' ? null : savedSite(url);
  // SECURITY: a page that anybody on the way can write never gets what was saved for https.
  if (saved === null || (saved.isSecure && !page.isSecure)) {
    return false;
  }
  switch (match) {
    case 'domain':
      return siteKey(saved) === siteKey(page);
    case 'host':
      return saved.host === page.host && samePort(saved, page);
    case 'exact':
      return saved.host === page.host && samePort(saved, page) && saved.path === page.path && (saved.query === '' || saved.query === page.query);
    case 'never':
      return false;
    default:
      return assertNever(match);
  }
}

/** `http` saved and `https` shown is the same place, grown up. */
function samePort(saved: Site, page: Site): boolean {
  return saved.port === page.port;
}

/** How near a saved address is to the page; for the order of offers. */
export function nearness({ url }: ItemUrl, page: Site): number {
  const saved = savedSite(url);
  if (saved === null || saved.host !== page.host) {
    return 0;
  }
  return saved.path === page.path ? 2 : 1;
}

/** A frame within a page of another site, or of one that is not encrypted where the frame is. What the browser cannot name is another site. */
export function isCrossSite(frame: Site, ancestors: readonly string[]): boolean {
  return ancestors.some((origin) => {
    const around = siteOf(origin);
    return around === null || around.isSecure !== frame.isSecure || siteKey(around) !== siteKey(frame);
  });
}
