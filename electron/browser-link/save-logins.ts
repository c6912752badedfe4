/**
 * Logins that were typed into a page: whether the vault has them, saved as new or as an update of one it has. The extension asks the user
 * and says which vault they were shown; nothing is overwritten, the older password stays in the history. Part of `fill.ts`.
 */
import { AskFailure } from '../../shared/browser-asks.ts';
import { makeId } from '../../shared/ids.ts';
import type { Field, Overview } from '../../shared/item.ts';
import { usernameFieldOf } from '../../shared/kinds/row-fields.ts';
import { plainLine } from '../../shared/plain-line.ts';
import type { Site } from '../../shared/site-match.ts';
import type { VaultSession } from '../vault/vault-types.ts';
import type { AskHandlers } from './answer-ask.ts';
import type { FillPort } from './fill-port.ts';
import { belongsTo, loginsAt, requirePage } from './find-offers.ts';

type SaveAnswers = Pick<AskHandlers, 'login.judge' | 'login.save' | 'login.update'>;

/** Logins of one site whose passwords are compared. */
const mostCompared = 20;

export function makeSaveAnswers(port: FillPort, fieldsOf: (session: VaultSession, overview: Overview) => Promise<readonly Field[]>): SaveAnswers {
  /** The vault the user was shown, open and to be written. */
  function vaultShown(vaultId: string): VaultSession {
    const session = port.session();
    if (session.vaultId !== vaultId) {
      throw new AskFailure('other-vault');
    }
    if (!session.writable) {
      throw new AskFailure('read-only');
    }
    return session;
  }

  /** Null for a touch-only item: nobody touches a key for a comparison. */
  async function passwordsOf(session: VaultSession, overview: Overview): Promise<readonly string[] | null> {
    if (overview.touchRequired) {
      return null;
    }
    return (await fieldsOf(session, overview)).filter(({ name }) => name === 'password').map(({ value }) => value);
  }

  const sameName = (left: string, right: string): boolean => left.trim().toLowerCase() === right.trim().toLowerCase();

  return {
    'login.judge': async ({ page, username, password }) => {
      const site = requirePage(page);
      const session = port.session();
      const { logins } = loginsAt(session, site, port.recentItems(session.vaultId), port.now());
      // Without a username (the second step of a login, a change of password) every login of the site may be meant.
      const meant = logins.filter(({ subtitle }) => username.trim() === '' || sameName(subtitle, username)).slice(0, mostCompared);
      for (const overview of meant) {
        if ((await passwordsOf(session, overview))?.includes(password)) {
          return { verdict: 'known', candidates: [] };
        }
      }
      return meant.length === 0
        ? { verdict: 'new', candidates: [] }
        : { verdict: 'changed', candidates: meant.map(({ id, versionId, title, subtitle, touchRequired }) => ({ itemId: id, versionId, title, username: subtitle, touchRequired })) };
    },

    'login.save': async ({ page, vaultId, title, username, password }) => {
      const site = requirePage(page);
      const session = vaultShown(vaultId);
      const newId = (): string => makeId(port.now(), port.random(10));
      const { id } = await session.create({
        overview: {
          kind: 'login',
          title: plainLine(title) || site.host,
          urls: [{ url: addressOf(site), match: 'domain' }],
          tags: [],
          collection: null,
          favourite: false,
          attributes: { enabled: true, notBefore: null, expires: null },
          touchRequired: false,
          purgeProtected: false,
        },
        details: {
          fields: [
            { id: newId(), name: 'username', label: '', type: 'username', concealed: false, value: username },
            { id: newId(), name: 'password', label: '', type: 'password', concealed: true, value: password },
          ],
          notes: '',
          attachments: [],
        },
      });
      port.noteChanges();
      port.noteUse(session.vaultId, id);
      return { itemId: id };
    },

    'login.update': async ({ page, vaultId, itemId, versionId, password }) => {
      const site = requirePage(page);
      const session = vaultShown(vaultId);
      if (!session.holds(itemId)) {
        throw new AskFailure('not-found');
      }
      const overview = session.overview(itemId);
      // SECURITY: a page can change no login but its own.
      if (overview.kind !== 'login' || !belongsTo(overview, site)) {
        throw new AskFailure('not-for-this-page');
      }
      const details = await port.details(session, itemId);
      port.requireStill(session);
      const { kind, title, urls, tags, collection, favourite, attributes, touchRequired, purgeProtected } = overview;
      const fields = withPassword(details.fields, password, () => makeId(port.now(), port.random(10)));
      const updated = await session.update(itemId, versionId, {
        overview: { kind, title, urls, tags, collection, favourite, attributes, touchRequired, purgeProtected },
        details: { ...details, fields },
      });
      port.noteChanges();
      port.noteUse(session.vaultId, itemId);
      return { versionId: updated.versionId };
    },
  };
}

/** Where the login is asked for, without what a query may carry. */
function addressOf({ origin, path }: Site): string {
  return `${origin}${path === '/' ? '' : path}`.slice(0, 2_000);
}

function withPassword(fields: readonly Field[], password: string, newId: () => string): Field[] {
  const place = fields.findIndex(({ name }) => name === 'password');
  if (place < 0) {
    const made: Field = { id: newId(), name: 'password', label: '', type: 'password', concealed: true, value: password };
    const behind = fields.findIndex((field) => field === usernameFieldOf(fields)) + 1;
    return fields.toSpliced(behind, 0, made);
  }
  return fields.map((field, at) => (at === place ? { ...field, value: password } : field));
}
