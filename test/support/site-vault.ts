/** Rows of logins with given addresses, as they stand in the open vault: for tests and measurements of what is found for a page. */
import type { VersionRow } from '../../electron/vault/version-row.ts';
import { makeId } from '../../shared/ids.ts';

/** The title is the row's place. */
export function siteRow(place: number, urls: readonly string[]): VersionRow {
  const bytes = new Uint8Array(10);
  new DataView(bytes.buffer).setUint32(4, place);
  const id = makeId(1_790_000_000_000, bytes);
  return {
    overview: {
      kind: 'login',
      title: String(place),
      subtitle: 'ada',
      urls: urls.map((url) => ({ url, match: 'domain' as const })),
      tags: [],
      collection: null,
      favourite: false,
      attributes: { enabled: true, notBefore: null, expires: null },
      touchRequired: false,
      purgeProtected: false,
      hasTotp: false,
      attachmentCount: 0,
      id,
      versionId: id,
      change: 'create',
      createdAt: 1,
      updatedAt: 1,
      device: 'here',
      deletedAt: null,
      purgeAt: null,
    },
    details: { frame: 0, offset: 0, length: 0, versionId: id },
    attachments: [],
  };
}
