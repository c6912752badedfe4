/**
 * Which items belong to a page, and may be filled there now: for the list of offers, again for each value that is given out, and for
 * what to do with a login that was typed. The rule itself is `shared/site-match.ts`; the vault only finds what may be meant.
 */
import { domainToUnicode } from 'node:url';
import { AskFailure, type FillableKind, type Offer, type PageContext } from '../../shared/browser-asks.ts';
import type { Id } from '../../shared/ids.ts';
import type { Overview } from '../../shared/item.ts';
import { isCrossSite, isSecurePage, matchesPage, nearness, pageSite, type Site } from '../../shared/site-match.ts';
import type { VaultSession } from '../vault/vault-types.ts';

/** Looked at closely on one site. Who has more of them finds the others by searching. */
const mostLookedAt = 300;
export const mostOffers = 100;

/** The page a browser shows, or a failure where nothing is given to such a page. */
export function requirePage(page: PageContext): Site {
  const site = pageSite(page);
  if (site === null) {
    throw new AskFailure('not-for-this-page');
  }
  // SECURITY: a frame of another site gets nothing, not even the number of offers, before the user was asked about it.
  if (isCrossSite(site, page.ancestors) && !page.crossSiteAsked) {
    throw new AskFailure('cross-site');
  }
  return site;
}

/** Enabled, within its time, and not in the trash. */
export function isUsable({ attributes, deletedAt }: Overview, now: number): boolean {
  return deletedAt === null && attributes.enabled && (attributes.notBefore ?? 0) <= now && (attributes.expires ?? Infinity) > now;
}

/** The hosts as they may stand in the vault: in ASCII, and in the letters a person wrote. */
function hostsOf({ domain, host }: Site): readonly string[] {
  const name = domain ?? host;
  return [name, domainToUnicode(name)];
}

export function belongsTo(overview: Overview, site: Site): boolean {
  switch (overview.kind) {
    case 'login':
      return overview.urls.some((url) => matchesPage(url, site));
    // A card or a person's data are of no site; they are not written where anybody on the way can read along.
    case 'card':
    case 'identity':
      return isSecurePage(site);
    default:
      return false;
  }
}

/** Logins of the page: nearest address first, then those used last, favourites, and by title. */
export function loginsAt(session: VaultSession, site: Site, recent: readonly Id[], now: number): { readonly logins: readonly Overview[]; readonly total: number } {
  const found = session.atSite(hostsOf(site), mostLookedAt);
  const logins = found.overviews.filter((overview) => overview.kind === 'login' && isUsable(overview, now) && belongsTo(overview, site));
  const near = new Map(logins.map((overview) => [overview.id, Math.max(...overview.urls.map((url) => (matchesPage(url, site) ? nearness(url, site) : 0)))]));
  return { logins: inOrder(logins, recent, (overview) => near.get(overview.id) ?? 0), total: logins.length + (found.total - found.overviews.length) };
}

export function inOrder(overviews: readonly Overview[], recent: readonly Id[], worth: (overview: Overview) => number = () => 0): readonly Overview[] {
  const used = new Map(recent.map((itemId, place) => [itemId, place]));
  const placeOf = ({ id }: Overview): number => used.get(id) ?? recent.length;
  return overviews.toSorted(
    (left, right) => worth(right) - worth(left) || placeOf(left) - placeOf(right) || Number(right.favourite) - Number(left.favourite) || left.title.localeCompare(right.title),
  );
}

const groups = { card: 'cards', identity: 'identities' } as const;

/** Cards or identities, wherever they are used. */
export function othersFor(session: VaultSession, kind: Exclude<FillableKind, 'login'>, site: Site, recent: readonly Id[], now: number): readonly Overview[] {
  if (!isSecurePage(site)) {
    throw new AskFailure('not-secure');
  }
  const { overviews } = session.search({ text: '', scope: { in: 'group', group: groups[kind] }, sort: 'title' }, 0, mostLookedAt);
  return inOrder(overviews.filter((overview) => overview.kind === kind && isUsable(overview, now)), recent);
}

export function offerOf({ id, kind, title, subtitle, hasTotp, touchRequired, favourite }: Overview): Offer {
  return { itemId: id, kind, title, subtitle, hasTotp, touchRequired, favourite };
}
