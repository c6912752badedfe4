/** Calls made straight through the preload's object, as a page would: for specs about what the main process does, whatever the screens look like. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import type { CallName, Gives, Takes } from '../../shared/contract.ts';
import type { Bridge } from '../../shared/bridge.ts';
import type { FailureCode, FailureFacts } from '../../shared/failure.ts';

type Reply<Name extends CallName> =
  | { readonly ok: true; readonly value: Gives<Name> }
  | { readonly ok: false; readonly failure: { readonly code: FailureCode; readonly facts: FailureFacts } };

/** The reply's envelope. */
export async function send<Name extends CallName>(page: Page, name: Name, takes: Takes<Name>): Promise<Reply<Name>> {
  const reply = await page.evaluate(
    ([call, request]) => (window as unknown as { latchkey: Bridge }).latchkey.call(call, request),
    [name, takes] as const,
  );
  return reply as Reply<Name>;
}

/** The reply's value; a failure fails the test. */
export async function get<Name extends CallName>(page: Page, name: Name, takes: Takes<Name>): Promise<Gives<Name>> {
  const reply = await send(page, name, takes);
  if (!reply.ok) {
    throw new Error(`${name}: ${reply.failure.code} ${JSON.stringify(reply.failure.facts)}`);
  }
  return reply.value;
}

export const passphrase = 'brass lantern under the stairs';
export const secret = 'S3cret-needle-in-the-haystack';

export async function makeVault(page: Page): Promise<void> {
  await get(page, 'vault.create', { jobId: randomUUID(), name: 'Personal', placeToken: null, passphrase, enrolmentToken: null, keyName: null });
}

export function open(page: Page, given: Partial<Takes<'unlock.open'>> = {}): Promise<Reply<'unlock.open'>> {
  return send(page, 'unlock.open', { jobId: randomUUID(), passphrase, useKey: false, recoveryWords: null, acceptRollback: false, ...given });
}

/** A login whose password is `secret`. */
export async function makeLogin(page: Page, title = 'GitHub', value = secret): Promise<{ itemId: string; passwordId: string; versionId: string }> {
  const { itemId } = await get(page, 'item.create', {
    kind: 'login', title, urls: [{ url: 'https://github.com/login', match: 'domain' }], tags: [], collection: null, favourite: false,
    attributes: { enabled: true, notBefore: null, expires: null }, touchRequired: false, purgeProtected: false, notes: '', keepAttachments: [], newAttachments: [],
    fields: [
      { id: null, name: 'username', label: '', type: 'username', concealed: false, value: { is: 'set', to: 'mara.lindqvist' } },
      { id: null, name: 'password', label: '', type: 'password', concealed: true, value: { is: 'set', to: value } },
    ],
  });
  const { fields, versionId } = await get(page, 'item.read', { itemId, versionId: null });
  return { itemId, versionId, passwordId: fields.find(({ name }) => name === 'password')?.id ?? '' };
}

/** Locks; the page is loaded anew meanwhile. */
export async function lock(page: Page): Promise<void> {
  const loaded = page.waitForEvent('load');
  await page.evaluate(() => (window as unknown as { latchkey: Bridge }).latchkey.call('vault.lock', {})).catch(() => undefined);
  await loaded;
}
