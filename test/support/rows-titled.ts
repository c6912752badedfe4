/** Rows of an overview block that differ in their titles only, for tests of orders and lists. */
import { makeId } from '../../shared/ids.ts';
import type { VersionRow } from '../../electron/vault/version-row.ts';

let made = 0;

export function rowTitled(title: string): VersionRow {
  made += 1;
  const random = Uint8Array.from({ length: 10 }, (_, place) => (place < 6 ? 0 : made >>> (8 * (9 - place))));
  const [id, versionId] = [makeId(made, random), makeId(made + 1, random)];
  return {
    overview: {
      id, versionId, kind: 'login', title, subtitle: '', urls: [], tags: [], collection: null, favourite: false,
      attributes: { enabled: true, notBefore: null, expires: null }, touchRequired: false, purgeProtected: false, hasTotp: false, attachmentCount: 0,
      change: 'create', createdAt: made, updatedAt: made, device: 'here', deletedAt: null, purgeAt: null,
    },
    details: { frame: 0, offset: made, length: 1, versionId },
    attachments: [],
  };
}
