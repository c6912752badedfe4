/**
 * What content script and background say to each other. A content script lives beside the page, in a process the page may have taken
 * over, so the background parses what it says and takes the frame's address from the browser (`frame-context.ts`), never from here.
 */
import { z } from 'zod';
import { bridgeFailure, offer, pageRules } from '../../shared/browser-asks.ts';

export const formPurpose = z.enum(['login', 'username', 'sign-up', 'change', 'code', 'card', 'identity']);
export type FormPurpose = z.infer<typeof formPurpose>;

const itemId = offer.shape.itemId;

/** Where the values would go: the form's address where it has one, and what the user was asked about it. */
const formPlace = z.object({
  action: z.string().max(4_096).nullable(),
  crossSiteAsked: z.boolean(),
  elsewhereAsked: z.boolean(),
});
export type FormPlace = z.infer<typeof formPlace>;

const username = z.string().max(1_000);
const password = z.string().min(1).max(10_000);

export const fromPage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('offers'), purpose: formPurpose, form: formPlace }),
  z.object({ type: z.literal('fill'), itemId, fields: z.array(z.string().max(60)).max(12), withCode: z.boolean(), form: formPlace }),
  z.object({ type: z.literal('suggest'), rules: pageRules }),
  z.object({ type: z.literal('unlock') }),
  /** The first step of a login was sent: a username without its password. */
  z.object({ type: z.literal('username-sent'), username }),
  z.object({ type: z.literal('login-sent'), username, password }),
]);
export type FromPage = z.infer<typeof fromPage>;

/** What stands in the chooser. `question`: the user must say yes before anything is offered. */
export const offersAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open'), site: z.string(), offers: z.array(offer), total: z.number() }),
  z.object({ state: z.literal('locked') }),
  z.object({ state: z.literal('no-vault') }),
  /** Not paired, not running, too old: nothing is shown at a field, the popup says why. */
  z.object({ state: z.literal('absent') }),
  z.object({ state: z.literal('question'), about: z.enum(['frame', 'form']), site: z.string(), other: z.string() }),
  z.object({ state: z.literal('refused'), failure: bridgeFailure }),
]);
export type OffersAnswer = z.infer<typeof offersAnswer>;

export type FillAnswer =
  | { readonly ok: true; readonly values: readonly { readonly field: string; readonly value: string }[]; readonly code: string | null }
  | { readonly ok: false; readonly failure: z.infer<typeof bridgeFailure> | 'absent' };

export type SuggestAnswer = { readonly value: string } | null;

/** From the background to one frame. */
export type ToPage =
  /** A key or the menu: open the chooser at the field that has the focus, whatever was decided about opening by itself. */
  | { readonly type: 'open-chooser' }
  /** The popup: fill this item into the form that is there. */
  | { readonly type: 'fill-item'; readonly itemId: string; readonly kind: 'login' | 'card' | 'identity' }
  | { readonly type: 'fill-password'; readonly value: string }
  /** Whether the vault is open changed, or what it holds: what a chooser shows is stale. */
  | { readonly type: 'stale' };

/** Whether a frame had a form for it. */
export type FrameAnswer = { readonly filled: boolean };

export type { Offer, PageRules } from '../../shared/browser-asks.ts';
