/**
 * Items to be shared in tests, and the shortest way to seal and open.
 */
import { openShare, type OpenWith } from '../../electron/share/open-share.ts';
import { readAgeFile } from '../../electron/share/read-age-file.ts';
import type { ReceivedItem } from '../../electron/share/received-item.ts';
import type { ShareChoice } from '../../electron/share/share-document.ts';
import { makeId } from '../../shared/ids.ts';
import type { Field } from '../../shared/item.ts';
import { countingRandom } from './read-export.ts';

const random = countingRandom();
export const newIds = () => ({ clock: { now: () => 1_700_000_000_000 }, random: countingRandom() });

function someField(name: string | null, label: string, type: Field['type'], value: string): Field {
  return { id: makeId(1, random(10)), name, label, type, concealed: type === 'password' || type === 'secret', value };
}

export function routerFields(): Field[] {
  return [
    someField('username', '', 'username', 'admin'),
    someField('password', '', 'password', 'correct horse — ünïcode'),
    someField(null, 'Door code', 'secret', '0000'),
  ];
}

/** A login of which `chosen` fields, by name or label, are shared. */
export function routerChoice(chosen: readonly string[], more: Partial<ShareChoice> = {}): ShareChoice {
  const fields = routerFields();
  return {
    overview: { kind: 'login', title: 'Router', urls: [{ url: 'https://router.example', match: 'host' }] },
    details: { fields, notes: 'behind the shelf' },
    fieldIds: fields.filter(({ name, label }) => chosen.includes(name ?? label)).map(({ id }) => id),
    withUrls: true,
    withNotes: false,
    attachments: [],
    ...more,
  };
}

export const utf8 = (text: string) => new TextEncoder().encode(text);

export async function openSealed(sealed: Uint8Array | string, presented: OpenWith, fileName = 'share.age'): Promise<readonly ReceivedItem[]> {
  return openShare(await readAgeFile(typeof sealed === 'string' ? utf8(sealed) : sealed), presented, fileName, newIds());
}
