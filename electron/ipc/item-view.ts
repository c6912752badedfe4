/** What the page may see of an item: built field by field, so that a concealed value has no way in. */
import { VaultFailure } from '../../shared/failure.ts';
import type { Details, Field, Overview } from '../../shared/item.ts';
import type { FieldView, ItemView, VersionView } from '../../shared/views.ts';
import type { VaultSession, VersionInfo } from '../vault/vault-types.ts';
import { judgePassword } from './judge-password.ts';

/** An item with hundreds of passwords, from a stranger perhaps, must not keep the main process busy for minutes. */
const mostJudged = 3;

async function fieldView(field: Field, isJudged: boolean): Promise<FieldView> {
  const { id, name, label, type, concealed, value } = field;
  const filled = value !== '';
  return {
    id, name, label, type, concealed, filled,
    value: concealed ? null : value,
    strength: isJudged && filled ? { score: (await judgePassword(value)).score } : null,
  };
}

const noDetails: Details = { fields: [], notes: '', attachments: [] };

/** Null where a touch is wanted: looking at an item asks for none. */
async function detailsUnlessSealed(session: VaultSession, itemId: string, versionId: string): Promise<Details | null> {
  try {
    return await session.details(itemId, versionId);
  } catch (error) {
    if (error instanceof VaultFailure && error.code === 'item.needs-touch') {
      return null;
    }
    throw error;
  }
}

export async function itemView(session: VaultSession, itemId: string, versionId: string | null): Promise<ItemView> {
  const current = session.overview(itemId);
  // The session tells the newest first; versions are counted from the oldest.
  const history = session.history(itemId).toReversed();
  const overview = versionId === null || versionId === current.versionId ? current : await session.versionOverview(itemId, versionId);
  const opened = await detailsUnlessSealed(session, itemId, overview.versionId);
  const details = opened ?? noDetails;
  const judged = details.fields.filter(({ type }) => type === 'password').slice(0, mostJudged);
  const place = history.findIndex((version) => version.versionId === overview.versionId);
  const { id, kind, title, subtitle, urls, tags, collection, favourite, attributes, touchRequired, purgeProtected } = overview;
  return {
    id, kind, title, subtitle, collection, favourite, attributes, touchRequired, purgeProtected,
    versionId: overview.versionId,
    urls: [...urls],
    tags: [...tags],
    fields: await Promise.all(details.fields.map((field) => fieldView(field, judged.includes(field)))),
    notes: details.notes,
    attachments: [...details.attachments],
    createdAt: overview.createdAt,
    updatedAt: overview.updatedAt,
    device: overview.device,
    deletedAt: overview.deletedAt,
    purgeAt: overview.purgeAt,
    versionNumber: place + 1,
    versionCount: history.length,
    isSealed: opened === null,
    touchEndsAt: session.touchedUntil(itemId),
  };
}

type Part = { readonly what: string; readonly name: string | null };

/** One text a part of an item, to compare versions by; never leaves this file. */
function partsOf(overview: Overview, details: Details): ReadonlyMap<string, { readonly part: Part; readonly text: string }> {
  const plain = (what: string, text: string): [string, { part: Part; text: string }] => [what, { part: { what, name: null }, text }];
  return new Map([
    plain('title', overview.title),
    plain('urls', JSON.stringify(overview.urls)),
    plain('tags', JSON.stringify(overview.tags)),
    plain('collection', overview.collection ?? ''),
    plain('favourite', String(overview.favourite)),
    plain('attributes', JSON.stringify([overview.attributes, overview.purgeProtected, overview.touchRequired])),
    plain('notes', details.notes),
    plain('attachments', JSON.stringify(details.attachments.map(({ id }) => id))),
    ...details.fields
      .filter(({ value, name }) => value !== '' || name === null)
      .map(({ id, name, label, value }): [string, { part: Part; text: string }] => [
        name === null ? `field:${id}` : `name:${name}`,
        { part: { what: name === null ? label : 'field', name }, text: JSON.stringify([label, value]) },
      ]),
  ]);
}

function changedParts(before: ReturnType<typeof partsOf>, after: ReturnType<typeof partsOf>): Part[] {
  const names = [...new Set([...after.keys(), ...before.keys()])];
  return names.flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    const part = now?.part ?? old?.part;
    return old?.text === now?.text || part === undefined ? [] : [part];
  });
}

/** Newest first. What changed is not told of versions that want a touch. */
export async function historyView(session: VaultSession, itemId: string): Promise<VersionView[]> {
  const history: readonly VersionInfo[] = session.history(itemId).toReversed();
  const views: VersionView[] = [];
  let before: ReturnType<typeof partsOf> | null = null;
  for (const version of history) {
    const details = await detailsUnlessSealed(session, itemId, version.versionId);
    const parts: ReturnType<typeof partsOf> | null = details && partsOf(await session.versionOverview(itemId, version.versionId), details);
    views.push({ ...version, changed: before && parts ? changedParts(before, parts) : [] });
    before = parts;
  }
  return views.reverse();
}
