/** What the extension's own pages (popup, pairing) ask of the background. Both are ours, and both parse all the same. */
import { z } from 'zod';
import { bridgeFailure, bridgeStatus, offer } from '../../shared/browser-asks.ts';

const itemId = offer.shape.itemId;
const tabId = z.number().int();

export const fromPopup = z.discriminatedUnion('type', [
  z.object({ type: z.literal('popup.state'), tabId }),
  z.object({ type: z.literal('popup.search'), text: z.string().max(200) }),
  z.object({ type: z.literal('popup.fill'), tabId, itemId, kind: z.enum(['login', 'card', 'identity']) }),
  z.object({ type: z.literal('popup.copy'), itemId, what: z.enum(['username', 'password', 'code']) }),
  z.object({ type: z.literal('popup.generate'), length: z.number().int().min(8).max(64) }),
  z.object({ type: z.literal('popup.use-password'), tabId, value: z.string().min(1).max(200) }),
  z.object({ type: z.literal('popup.unlock') }),
  z.object({ type: z.literal('popup.lock') }),
  z.object({ type: z.literal('popup.save'), tabId, title: z.string().max(500), username: z.string().max(1_000) }),
  z.object({ type: z.literal('popup.update'), tabId, itemId }),
  z.object({ type: z.literal('popup.dismiss'), tabId }),
  z.object({ type: z.literal('pair.begin') }),
  /** What the user said on this side about the code. */
  z.object({ type: z.literal('pair.same'), same: z.boolean() }),
  z.object({ type: z.literal('pair.state') }),
  z.object({ type: z.literal('pair.forget') }),
]);
export type FromPopup = z.infer<typeof fromPopup>;

export const linkState = z.enum(['unpaired', 'connecting', 'connected', 'not-running', 'no-host', 'old-app', 'cut-off', 'broken']);
export type LinkState = z.infer<typeof linkState>;

/** A login that was sent by a page and may be kept. SECURITY: no password in it; that waits in the background. */
export const saveOffer = z.object({
  site: z.string(),
  username: z.string(),
  verdict: z.enum(['new', 'changed']),
  vaultName: z.string(),
  candidates: z.array(z.object({ itemId, title: z.string(), username: z.string() })),
});
export type SaveOffer = z.infer<typeof saveOffer>;

export const popupState = z.object({
  link: linkState,
  status: bridgeStatus.nullable(),
  site: z.string(),
  offers: z.array(offer),
  refused: bridgeFailure.nullable(),
  save: saveOffer.nullable(),
});
export type PopupState = z.infer<typeof popupState>;

export const searchAnswer = z.object({ offers: z.array(offer), total: z.number() });
export const doneAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), failure: z.union([bridgeFailure, z.literal('absent'), z.literal('no-form')]) }),
]);
export type DoneAnswer = z.infer<typeof doneAnswer>;
export const generatedAnswer = z.object({ value: z.string() }).nullable();

export const pairState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('none'), link: linkState }),
  z.object({ step: z.literal('asking') }),
  z.object({ step: z.literal('code'), code: z.string(), saidSame: z.boolean() }),
  z.object({ step: z.literal('paired') }),
  z.object({ step: z.literal('declined'), because: z.enum(['declined', 'busy', 'expired', 'locked', 'closed', 'different', 'no-app']) }),
]);
export type PairState = z.infer<typeof pairState>;
