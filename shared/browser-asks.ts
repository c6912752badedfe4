/**
 * What stands inside sealed messages: the extension's asks, their answers, the application's news, and the closed list of what can go
 * wrong. One table, as `contract.ts` is for the window. The application rebuilds each answer with its parser. Not here: who may ask when.
 */
import { z } from 'zod';
import { id } from './ids.ts';
import { instant, limits } from './item.ts';
import { kindName } from './kinds/kinds.ts';

/** Why an ask was not answered. The extension has a sentence for each. */
export const bridgeFailures = [
  'locked',
  'no-vault',
  /** The item is touch-only, and no touch was given. */
  'needs-touch',
  'not-found',
  /** The item does not belong to this page: another site, or http where https was saved. */
  'not-for-this-page',
  /** The page is a frame of another site: ask the user, then ask again with `crossSiteAsked`. */
  'cross-site',
  /** Nothing of this sort is given to a page without https. */
  'not-secure',
  'field-empty',
  /** Another vault is open than the one the user was shown. */
  'other-vault',
  'read-only',
  /** The item was changed since it was shown. */
  'conflict',
  /** More than a message carries. */
  'too-large',
  'too-many',
  'malformed',
  /** The application does not know this ask: it is older than the extension. */
  'unsupported',
  'cancelled',
  'unexpected',
] as const;
export const bridgeFailure = z.enum(bridgeFailures);
export type BridgeFailure = z.infer<typeof bridgeFailure>;

/** An ask that was not answered, travelling up a call stack on either side. Its message is the code alone. */
export class AskFailure extends Error {
  readonly failure: BridgeFailure;
  constructor(failure: BridgeFailure) {
    super(failure);
    this.name = 'AskFailure';
    this.failure = failure;
  }
}

/** `https://example.com:8443`, as a browser writes an origin; `null` for what has none. */
const origin = z.string().max(300);

/**
 * The frame that would be filled, as the *browser* tells it (`sender`, `webNavigation`): never by what the page says of itself.
 * `ancestors` are the origins of the frames around it, innermost first; empty for the top frame.
 */
export const pageContext = z.object({
  url: z.string().max(limits.urlLength),
  origin,
  ancestors: z.array(origin).max(20),
  /** The user was asked about this frame of another site, in the extension's own words, and said yes. */
  crossSiteAsked: z.boolean(),
});
export type PageContext = z.infer<typeof pageContext>;

export const fillableKind = z.enum(['login', 'card', 'identity']);
export type FillableKind = z.infer<typeof fillableKind>;

/** A row of a chooser: no secret in it. */
export const offer = z.object({
  itemId: id,
  kind: kindName,
  title: z.string(),
  /** The username, the card's holder: what tells two rows apart. */
  subtitle: z.string(),
  hasTotp: z.boolean(),
  touchRequired: z.boolean(),
  favourite: z.boolean(),
});
export type Offer = z.infer<typeof offer>;

export const bridgeStatus = z.object({
  phase: z.enum(['no-vault', 'locked', 'open']),
  vault: z.object({ vaultId: id.nullable(), name: z.string(), writable: z.boolean() }).nullable(),
  /** When it locks by itself; null while it does not. */
  locksAt: instant.nullable(),
  app: z.object({ version: z.string() }),
});
export type BridgeStatus = z.infer<typeof bridgeStatus>;

/** Names of fields, as the kinds have them (`shared/kinds`): `username`, `number`, `full-name`. */
const fieldName = z.string().min(1).max(60);

/** What a page says of the passwords it takes. */
export const pageRules = z.object({
  /** The attribute `passwordrules`. */
  passwordrules: z.string().max(1_000).nullable(),
  minlength: z.number().int().min(0).max(10_000).nullable(),
  maxlength: z.number().int().min(0).max(10_000).nullable(),
  pattern: z.string().max(1_000).nullable(),
});
export type PageRules = z.infer<typeof pageRules>;

const nothing = z.object({});
const username = z.string().max(1_000);
const password = z.string().min(1).max(10_000);

type AskShape = { readonly takes: z.ZodType; readonly gives: z.ZodType; readonly whileLocked: boolean; readonly secret: boolean };

function ask<Takes extends z.ZodType, Gives extends z.ZodType>(takes: Takes, gives: Gives, options: { readonly whileLocked?: true; readonly secret?: true } = {}) {
  return { takes, gives, whileLocked: options.whileLocked ?? false, secret: options.secret ?? false };
}

export const asks = {
  status: ask(nothing, bridgeStatus, { whileLocked: true }),
  /** Brings the application's window up, for the user to unlock there. Answered at once; `status.changed` tells the rest. */
  'unlock.request': ask(nothing, nothing, { whileLocked: true }),
  'vault.lock': ask(nothing, nothing, { whileLocked: true }),
  /** The vaults this computer knows, the one in front first. */
  'vault.list': ask(nothing, z.object({ vaults: z.array(z.object({ token: z.string(), name: z.string(), place: z.string(), isChosen: z.boolean() })) }), { whileLocked: true }),
  /** Takes another vault to the front: the one that was open is locked, and the window asks for what opens the other. */
  'vault.choose': ask(z.object({ token: z.string().max(64) }), bridgeStatus, { whileLocked: true }),

  /** What may be filled here, the likeliest first, at most a hundred; `total` is how many there are. */
  'offer.list': ask(z.object({ page: pageContext, kind: fillableKind }), z.object({ offers: z.array(offer), total: z.number().int() })),
  /** For the popup: everything in the vault, wherever the page is. Nothing found this way is filled but where it belongs. */
  'item.search': ask(
    z.object({ text: z.string().max(200), count: z.number().int().min(1).max(50) }),
    z.object({ offers: z.array(offer), total: z.number().int() }),
  ),
  /**
   * Values of one item for one page. At most one of the fields may be a concealed one: a card's number and its security code are two
   * asks. The application looks again whether the item belongs to the page, and counts the item as used.
   * Fields that the item lacks are left out of the answer; where it has none of them, `field-empty`.
   */
  'item.fill': ask(
    z.object({ page: pageContext, itemId: id, fields: z.array(fieldName).min(1).max(12) }),
    z.object({ values: z.array(z.object({ field: fieldName, value: z.string() })) }),
    { secret: true },
  ),
  'item.code': ask(z.object({ page: pageContext, itemId: id }), z.object({ code: z.string(), periodSeconds: z.number().int(), endsAt: instant }), { secret: true }),
  /** From the application to the clipboard, marked as concealed and cleared after the set time; nothing of it comes to the browser. */
  'item.copy': ask(z.object({ itemId: id, what: z.enum(['username', 'password', 'code']) }), z.object({ clearsAt: instant.nullable() })),

  'password.generate': ask(
    z.object({ rules: pageRules }),
    /** `obeys` is false where no password can be made that all the page's rules allow. */
    z.object({ value: z.string(), bits: z.number(), obeys: z.boolean() }),
    { whileLocked: true, secret: true },
  ),

  /** What to offer after a form was sent: nothing where the vault has just this, an update where the username is there with another password. */
  'login.judge': ask(
    z.object({ page: pageContext, username, password }),
    z.object({
      verdict: z.enum(['known', 'new', 'changed']),
      /** With `changed`: the login that is meant, or those that might be. `versionId` goes back in `login.update`. */
      candidates: z.array(z.object({ itemId: id, versionId: id, title: z.string(), username: z.string(), touchRequired: z.boolean() })),
    }),
  ),
  'login.save': ask(
    z.object({ page: pageContext, vaultId: id, title: z.string().trim().min(1).max(limits.titleLength), username, password }),
    z.object({ itemId: id }),
  ),
  /** The older password stays in the item's history. */
  'login.update': ask(z.object({ page: pageContext, vaultId: id, itemId: id, versionId: id, password }), z.object({ versionId: id })),

  /** The page in front of the user in this browser, for the application's quick copy; null when there is none, or the window lost the focus. */
  'page.shown': ask(z.object({ page: pageContext.pick({ url: true, origin: true }).nullable() }), nothing, { whileLocked: true }),
} as const satisfies Record<string, AskShape>;

export type AskName = keyof typeof asks;
export type AskTakes<Name extends AskName> = z.output<(typeof asks)[Name]['takes']>;
export type AskGives<Name extends AskName> = z.output<(typeof asks)[Name]['gives']>;
export const askNames: readonly AskName[] = Object.keys(asks).filter((name): name is AskName => Object.hasOwn(asks, name));

/** An ask in its envelope. `number` counts up from 0 on each connection and comes back with the answer; answers may overtake each other. */
export const numberedAsk = z.object({ number: z.number().int().min(0), ask: z.string().max(60), of: z.unknown() });
export type NumberedAsk = z.infer<typeof numberedAsk>;

export const numberedAnswer = z.discriminatedUnion('ok', [
  z.object({ number: z.number().int().min(0), ok: z.literal(true), value: z.unknown() }),
  z.object({ number: z.number().int().min(0), ok: z.literal(false), failure: bridgeFailure }),
]);
export type NumberedAnswer = z.infer<typeof numberedAnswer>;

/** What the application tells without being asked. An extension passes over news it does not know. */
export const news = z.discriminatedUnion('news', [
  z.object({ news: z.literal('status.changed'), status: bridgeStatus }),
  /** Something in the open vault changed: offers that are shown are stale. */
  z.object({ news: z.literal('items.changed') }),
]);
export type News = z.infer<typeof news>;
