/**
 * The answers to what a browser asks: status, offers, values, codes, passwords. Each looks at the vault again by itself; nothing that
 * an earlier answer said is taken for granted. Saving and updating logins stand in `save-logins.ts`. Handed to `answer-ask.ts`.
 */
import { AskFailure, type BridgeStatus, type PageContext } from '../../shared/browser-asks.ts';
import { assertNever } from '../../shared/failure.ts';
import type { Field, Overview } from '../../shared/item.ts';
import { primaryFieldOf, usernameFieldOf } from '../../shared/kinds/row-fields.ts';
import { codeAt, parseTotpUri, type OneTimeCode } from '../../shared/one-time-code.ts';
import { makePagePassword } from '../../shared/page-password-rules.ts';
import { pageSite } from '../../shared/site-match.ts';
import type { VaultSession } from '../vault/vault-types.ts';
import type { AskHandlers } from './answer-ask.ts';
import type { FillPort } from './fill-port.ts';
import { belongsTo, inOrder, isUsable, loginsAt, mostOffers, offerOf, othersFor, requirePage } from './find-offers.ts';
import { makeSaveAnswers } from './save-logins.ts';

/** Units of all values of one answer together: what a form takes, and what fits into a message however it is written. */
const mostUnits = 100_000;

export async function statusOf(port: FillPort): Promise<BridgeStatus> {
  const state = await port.state();
  const common = { locksAt: port.locksAt(), app: { version: port.appVersion } };
  switch (state.phase) {
    case 'no-vault':
      return { ...common, phase: 'no-vault', vault: null };
    case 'locked':
      return { ...common, phase: 'locked', vault: { vaultId: null, name: state.name, writable: false } };
    case 'open':
      return { ...common, phase: 'open', vault: { vaultId: state.vaultId, name: state.name, writable: state.writable } };
    default:
      return assertNever(state);
  }
}

function currentCode(fields: readonly Field[], now: number): { readonly field: Field; readonly code: OneTimeCode } {
  const field = fields.find(({ type, value }) => type === 'totp' && value !== '');
  const reading = field === undefined ? null : parseTotpUri(field.value);
  if (field === undefined || !reading?.ok) {
    throw new AskFailure('field-empty');
  }
  return { field, code: codeAt(reading.totp, now) };
}

export function makeFillAnswers(port: FillPort): { readonly handlers: AskHandlers; readonly currentPage: CurrentPage } {
  const recent = (session: VaultSession): readonly string[] => port.recentItems(session.vaultId);
  let shown: Pick<PageContext, 'url' | 'origin'> | null = null;

  async function fieldsOf(session: VaultSession, overview: Overview): Promise<readonly Field[]> {
    const { fields } = await port.details(session, overview.id);
    port.requireStill(session);
    return fields;
  }

  /** SECURITY: decided anew for each value, by the page as the browser tells it now: an id that was once offered opens nothing. */
  async function fieldsForPage(session: VaultSession, page: PageContext, itemId: string): Promise<readonly Field[]> {
    const site = requirePage(page);
    if (!session.holds(itemId)) {
      throw new AskFailure('not-found');
    }
    const overview = session.overview(itemId);
    if (!isUsable(overview, port.now()) || !belongsTo(overview, site)) {
      throw new AskFailure('not-for-this-page');
    }
    return fieldsOf(session, overview);
  }

  const handlers: AskHandlers = {
    status: () => statusOf(port),

    'unlock.request': () => {
      port.bringUp();
      return {};
    },
    'vault.lock': async () => {
      await port.lock();
      return {};
    },
    'vault.list': async () => ({ vaults: [...(await port.vaults())] }),
    'vault.choose': async ({ token }) => {
      await port.chooseVault(token);
      port.bringUp();
      return statusOf(port);
    },

    'offer.list': ({ page, kind }) => {
      const site = requirePage(page);
      const session = port.session();
      const found =
        kind === 'login'
          ? loginsAt(session, site, recent(session), port.now())
          : { logins: othersFor(session, kind, site, recent(session), port.now()), total: null };
      return { offers: found.logins.slice(0, mostOffers).map(offerOf), total: found.total ?? found.logins.length };
    },

    'item.search': ({ text, count }) => {
      const session = port.session();
      const { total, overviews } = session.search({ text, scope: { in: 'all' }, sort: 'relevance' }, 0, count);
      const ordered = text.trim() === '' ? inOrder(overviews, recent(session)) : overviews;
      return { offers: ordered.map(offerOf), total };
    },

    'item.fill': async ({ page, itemId, fields }) => {
      const session = port.session();
      const all = await fieldsForPage(session, page, itemId);
      // What the item lacks is left out: a form asks for more than most items have.
      const asked = [...new Set(fields)].flatMap((name) => all.find((one) => one.name === name && one.value !== '') ?? []);
      // A one-time code's secret stays here; `item.code` gives the code.
      if (asked.some(({ type }) => type === 'totp')) {
        throw new AskFailure('malformed');
      }
      if (asked.length === 0) {
        throw new AskFailure('field-empty');
      }
      // SECURITY: one secret an ask, so that the limits count secrets.
      if (asked.filter(({ concealed }) => concealed).length > 1) {
        throw new AskFailure('malformed');
      }
      if (asked.reduce((sum, { value }) => sum + value.length, 0) > mostUnits) {
        throw new AskFailure('too-large');
      }
      port.noteUse(session.vaultId, itemId);
      return { values: asked.map(({ name, value }) => ({ field: name ?? '', value })) };
    },

    'item.code': async ({ page, itemId }) => {
      const session = port.session();
      const { code } = currentCode(await fieldsForPage(session, page, itemId), port.now());
      port.noteUse(session.vaultId, itemId);
      return code;
    },

    'item.copy': async ({ itemId, what }) => {
      const session = port.session();
      if (!session.holds(itemId)) {
        throw new AskFailure('not-found');
      }
      const overview = session.overview(itemId);
      const filled = (await fieldsOf(session, overview)).filter(({ value }) => value !== '');
      const copied = fieldToCopy(overview, filled, what, port.now());
      const clearsAt = await port.copy(copied.text, { itemId, fieldId: copied.field.id }, copied.field.concealed);
      port.noteUse(session.vaultId, itemId);
      return { clearsAt };
    },

    'password.generate': ({ rules }) => makePagePassword(rules, port.random),

    ...makeSaveAnswers(port, fieldsOf),

    'page.shown': ({ page }) => {
      shown = page;
      return {};
    },
  };

  return {
    handlers,
    currentPage: {
      forget: () => void (shown = null),
      itemIds() {
        const site = shown === null ? null : pageSite(shown);
        if (site === null) {
          return [];
        }
        const session = port.session();
        return loginsAt(session, site, recent(session), port.now()).logins.map(({ id }) => id);
      },
    },
  };
}

/** The page in front of the user in a paired browser, for quick copy. */
export type CurrentPage = {
  /** Items of that page, the likeliest first. @throws VaultFailure `vault.locked` */
  itemIds(): readonly string[];
  /** The browser is gone. */
  forget(): void;
};

function fieldToCopy(overview: Overview, filled: readonly Field[], what: 'username' | 'password' | 'code', now: number): { readonly field: Field; readonly text: string } {
  if (what === 'code') {
    const { field, code } = currentCode(filled, now);
    return { field, text: code.code };
  }
  const field = what === 'username' ? usernameFieldOf(filled) : primaryFieldOf(overview.kind, filled);
  if (field === undefined || field.type === 'totp') {
    throw new AskFailure('field-empty');
  }
  return { field, text: field.value };
}

