/** One secret at a time: shown when asked, or copied from here to the clipboard without passing through the page. */
import { VaultFailure } from '../../shared/failure.ts';
import type { Field } from '../../shared/item.ts';
import type { VaultSession } from '../vault/vault-types.ts';
import { primaryFieldOf, usernameFieldOf } from '../../shared/kinds/row-fields.ts';
import { codeAt, parseTotpUri, type OneTimeCode } from '../../shared/one-time-code.ts';
import type { CallDeps } from './call-deps.ts';
import type { Handlers } from './answer-call.ts';
import { openDetails, type AskTouchDeps } from './ask-touch.ts';

type Names =
  | 'field.reveal' | 'field.copy' | 'item.copyPrimary' | 'item.copyUsername' | 'item.copyCode' | 'item.currentCode' | 'totp.current' | 'clipboard.copyText' | 'clipboard.clear';

function currentCode(uri: string, now: number): OneTimeCode {
  const reading = parseTotpUri(uri);
  if (!reading.ok) {
    throw new VaultFailure('totp.invalid');
  }
  return codeAt(reading.totp, now);
}

export function makeFieldCalls({ desk, clipboard, clock, ...deps }: AskTouchDeps & Pick<CallDeps, 'desk' | 'clipboard' | 'clock'>): Pick<Handlers, Names> {
  async function fieldsOf(itemId: string, versionId: string | null): Promise<readonly Field[]> {
    const session = desk.session();
    const { fields } = await openDetails(deps, session, itemId, versionId);
    desk.requireStill(session);
    return fields;
  }

  async function filledFields(itemId: string): Promise<readonly Field[]> {
    return (await fieldsOf(itemId, null)).filter(({ value }) => value !== '');
  }

  /** `field` as `fieldsOf` gave it for `session`. */
  async function copy(session: VaultSession, itemId: string, field: Field | undefined): Promise<{ fieldId: string; clearsAt: number | null }> {
    if (!field) {
      throw new VaultFailure('field.not-found');
    }
    if (field.value === '') {
      throw new VaultFailure('field.empty');
    }
    // SECURITY: right before it is handed over: a lock clears the clipboard, and nothing of the vault may come there after that.
    desk.requireStill(session);
    const text = field.type === 'totp' ? currentCode(field.value, clock.now()).code : field.value;
    return { fieldId: field.id, clearsAt: await clipboard.copy(text, { itemId, fieldId: field.id }, field.concealed) };
  }

  return {
    'field.reveal': async ({ itemId, versionId, fieldId }) => {
      const field = (await fieldsOf(itemId, versionId)).find(({ id }) => id === fieldId);
      if (!field) {
        throw new VaultFailure('field.not-found');
      }
      return { value: field.value };
    },

    'field.copy': async ({ itemId, versionId, fieldId }) => {
      const session = desk.session();
      const field = (await fieldsOf(itemId, versionId)).find(({ id }) => id === fieldId);
      const { clearsAt } = await copy(session, itemId, field);
      return { clearsAt };
    },

    'item.copyPrimary': async ({ itemId }) => {
      const session = desk.session();
      const { kind } = session.overview(itemId);
      return copy(session, itemId, primaryFieldOf(kind, await filledFields(itemId)));
    },

    'item.copyUsername': async ({ itemId }) => {
      const session = desk.session();
      return copy(session, itemId, usernameFieldOf(await filledFields(itemId)));
    },

    'item.copyCode': async ({ itemId }) => {
      const session = desk.session();
      return copy(session, itemId, (await filledFields(itemId)).find(({ type }) => type === 'totp'));
    },

    'item.currentCode': async ({ itemId }) => {
      // As below: shown by itself, so no touch is asked for.
      const { fields } = await desk.session().details(itemId);
      const field = fields.find(({ type, value }) => type === 'totp' && value !== '');
      if (!field) {
        throw new VaultFailure('field.not-found');
      }
      return currentCode(field.value, clock.now());
    },

    'totp.current': async ({ itemId, fieldId }) => {
      // Asked for again and again while it is shown: a touch that has run out is not asked for anew by itself.
      const { fields } = await desk.session().details(itemId);
      const field = fields.find(({ id, type }) => id === fieldId && type === 'totp');
      if (!field) {
        throw new VaultFailure('field.not-found');
      }
      return currentCode(field.value, clock.now());
    },

    // SECURITY: what the page says is no secret may be one.
    'clipboard.copyText': async ({ text }) => ({ clearsAt: await clipboard.copy(text, null, true) }),
    'clipboard.clear': async () => {
      await clipboard.clear();
      return null;
    },
  };
}
