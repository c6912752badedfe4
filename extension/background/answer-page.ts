/**
 * What a content script asks, answered: the frame is looked up, the application is asked, and what cannot be is told apart as far as the
 * chooser needs it. No decision about sites is made here; that is the application's, but for where a form posts.
 */
import { AskFailure, type FillableKind, type PageContext } from '../../shared/browser-asks.ts';
import { assertNever } from '../../shared/failure.ts';
import type { FillAnswer, FormPlace, FormPurpose, FromPage, OffersAnswer, SuggestAnswer } from '../messages/content-messages.ts';
import type { AppLink } from './app-link.ts';
import { contextOf, postsElsewhere, siteName, topSiteName } from './frame-context.ts';
import type { SaveOffers } from './save-offers.ts';

type Sender = chrome.runtime.MessageSender;

function kindFor(purpose: FormPurpose): FillableKind {
  switch (purpose) {
    case 'card':
    case 'identity':
      return purpose;
    case 'login':
    case 'username':
    case 'sign-up':
    case 'change':
    case 'code':
      return 'login';
    default:
      return assertNever(purpose);
  }
}

const failureOf = (error: unknown) => (error instanceof AskFailure ? error.failure : 'absent');

/** Concealed fields are asked one at a time; the plain ones go along with the first. */
const concealed: ReadonlySet<string> = new Set(['password', 'number', 'security-code', 'pin']);

export function splitFields(fields: readonly string[]): readonly (readonly string[])[] {
  const plain = fields.filter((field) => !concealed.has(field));
  const secrets = fields.filter((field) => concealed.has(field));
  const [first, ...rest] = secrets;
  return [[...plain, ...(first === undefined ? [] : [first])], ...rest.map((field) => [field])].filter((group) => group.length > 0);
}

export function makePageAnswers(link: AppLink, saves: SaveOffers) {
  async function offers(sender: Sender, purpose: FormPurpose, form: FormPlace): Promise<OffersAnswer> {
    const page = await contextOf(sender, form.crossSiteAsked);
    if (page === null) {
      return { state: 'absent' };
    }
    const elsewhere = form.elsewhereAsked ? null : postsElsewhere(page, form.action);
    try {
      const found = await link.ask('offer.list', { page, kind: kindFor(purpose) });
      if (elsewhere !== null && found.offers.length > 0) {
        return { state: 'question', about: 'form', site: siteName(page), other: elsewhere };
      }
      const fitting = purpose === 'code' ? found.offers.filter(({ hasTotp }) => hasTotp) : found.offers;
      return { state: 'open', site: siteName(page), offers: fitting, total: purpose === 'code' ? fitting.length : found.total };
    } catch (error) {
      return offersFailure(failureOf(error), page);
    }
  }

  function offersFailure(failure: ReturnType<typeof failureOf>, page: PageContext): OffersAnswer {
    switch (failure) {
      case 'absent':
      case 'locked':
      case 'no-vault':
        return { state: failure };
      case 'cross-site':
        return { state: 'question', about: 'frame', site: siteName(page), other: topSiteName(page) };
      default:
        return { state: 'refused', failure };
    }
  }

  async function fill(sender: Sender, message: Extract<FromPage, { type: 'fill' }>): Promise<FillAnswer> {
    const { itemId, fields, withCode, form } = message;
    const page = await contextOf(sender, form.crossSiteAsked);
    // SECURITY: the form may post elsewhere since it was asked about.
    if (page === null || (postsElsewhere(page, form.action) !== null && !form.elsewhereAsked)) {
      return { ok: false, failure: 'not-for-this-page' };
    }
    try {
      const values: { field: string; value: string }[] = [];
      for (const group of splitFields(fields)) {
        values.push(...(await valuesOf(page, itemId, group)));
      }
      const code = withCode ? (await link.ask('item.code', { page, itemId })).code : null;
      return { ok: true, values, code };
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
  }

  /** A form may want what the item has nothing of; the rest is filled all the same. */
  async function valuesOf(page: PageContext, itemId: string, fields: readonly string[]): Promise<readonly { field: string; value: string }[]> {
    try {
      return (await link.ask('item.fill', { page, itemId, fields: [...fields] })).values;
    } catch (error) {
      if (error instanceof AskFailure && error.failure === 'field-empty') {
        return [];
      }
      throw error;
    }
  }

  async function suggest(rules: Extract<FromPage, { type: 'suggest' }>['rules']): Promise<SuggestAnswer> {
    const made = await link.ask('password.generate', { rules }).catch(() => null);
    return made === null ? null : { value: made.value };
  }

  return async function answer(message: FromPage, sender: Sender): Promise<unknown> {
    switch (message.type) {
      case 'offers':
        return offers(sender, message.purpose, message.form);
      case 'fill':
        return fill(sender, message);
      case 'suggest':
        return suggest(message.rules);
      case 'unlock':
        return link.ask('unlock.request', {}).catch(() => null);
      case 'username-sent':
        saves.usernameSent(await contextOf(sender, false), sender.tab?.id, message.username);
        return null;
      case 'login-sent':
        // SECURITY: the page is never told what the vault thinks of it.
        await saves.loginSent(await contextOf(sender, false), sender.tab?.id, message);
        return null;
      default:
        return assertNever(message);
    }
  };
}
