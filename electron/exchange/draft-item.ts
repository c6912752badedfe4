/**
 * An item in the making: a format says what it found, this file puts it into the vault's shape, mends what can be
 * mended and refuses what would not fit. Called by every format.
 */
import { makeId } from '../../shared/ids.ts';
import { details, limits, overviewContent, type Field, type FieldType, type ItemUrl } from '../../shared/item.ts';
import { plainLine } from '../../shared/plain-line.ts';
import { kindOf, type KindName } from '../../shared/kinds/kinds.ts';
import { readTotp } from '../../shared/one-time-code.ts';
import type { Clock, RandomBytes } from '../vault/vault-port.ts';
import type { ItemContent } from '../vault/vault-types.ts';
import type { ReportGatherer } from './gather-report.ts';
import { placeName, readAddress } from './saved-address.ts';

/** `name` of the kind's own fields; a `label` for others. Empty values are passed over. */
export type DraftField = {
  readonly name?: string;
  readonly label?: string;
  readonly type?: FieldType;
  readonly concealed?: boolean;
  readonly value: string;
};

export type Draft = {
  readonly kind: KindName;
  readonly title: string;
  /** True where the format has no titles at all, so that making one is nothing to report. */
  readonly titleless?: boolean;
  readonly urls: readonly { readonly url: string; readonly match?: ItemUrl['match'] }[];
  readonly fields: readonly DraftField[];
  readonly totp?: string;
  readonly notes: string;
  readonly collection?: string | null;
  readonly tags?: readonly string[];
  readonly favourite?: boolean;
};

/** Made once: a schema is compiled when it is first used. */
const writtenOverview = overviewContent.omit({ subtitle: true, hasTotp: true, attachmentCount: true });

export type DraftTools = { readonly clock: Clock; readonly random: RandomBytes; readonly gather: ReportGatherer };

function readUrls(draft: Draft, line: number, title: string, tools: DraftTools): { urls: ItemUrl[]; tooLong: DraftField[] } {
  const urls: ItemUrl[] = [];
  const tooLong: DraftField[] = [];
  for (const saved of draft.urls) {
    const { url, mended } = readAddress(saved.url);
    if (url === '' || urls.some((known) => known.url === url)) {
      continue;
    }
    if (mended) {
      tools.gather.mended(line, title, 'url-without-scheme');
    }
    if (url.length > limits.urlLength) {
      tooLong.push({ label: 'URL', type: 'url', value: url });
    } else {
      // The address of an app is kept, but nothing is ever offered on a site for it.
      urls.push({ url, match: url.startsWith('android://') ? 'never' : (saved.match ?? 'domain') });
    }
  }
  return { urls, tooLong };
}

function readTotpField(draft: Draft, line: number, title: string, tools: DraftTools): DraftField[] {
  if (draft.totp === undefined || draft.totp.trim() === '') {
    return [];
  }
  const account = draft.fields.find((field) => field.name === 'username')?.value ?? '';
  const read = readTotp(draft.totp, { issuer: title, label: account || title || 'account' });
  if (!read.ok) {
    tools.gather.mended(line, title, 'unusable-totp');
    return [{ label: 'One-time code', type: 'secret', concealed: true, value: draft.totp }];
  }
  if (read.isBare) {
    tools.gather.mended(line, title, 'bare-totp');
  }
  return [{ name: 'totp', type: 'totp', concealed: true, value: read.isBare ? read.uri : draft.totp.trim() }];
}

function toField(draft: DraftField, kind: KindName, tools: DraftTools): Field {
  const own = draft.name === undefined ? undefined : kindOf(kind).fields.find((field) => field.name === draft.name);
  if (draft.name !== undefined && !own) {
    throw new RangeError(`${kind} has no field ${draft.name}`);
  }
  return {
    id: makeId(tools.clock.now(), tools.random(10)),
    name: draft.name ?? null,
    label: (draft.label ?? '').slice(0, limits.labelLength),
    type: own?.type ?? draft.type ?? 'text',
    concealed: own?.concealed ?? draft.concealed ?? false,
    value: draft.value,
  };
}

function firstTitle(draft: Draft, urls: readonly ItemUrl[]): string {
  for (const { url } of urls) {
    const place = placeName(url);
    if (place !== '') {
      return place;
    }
  }
  return draft.fields.find((field) => field.name === 'username')?.value ?? '';
}

/** The item, or null where it was left out; either way the report says so. */
export function finishDraft(draft: Draft, line: number, tools: DraftTools): ItemContent | null {
  const { gather } = tools;
  const given = plainLine(draft.title).trim();
  const rough = given === '' ? firstTitle(draft, draft.urls.map(({ url }) => ({ url: readAddress(url).url, match: 'domain' }))) : given;
  const title = rough.slice(0, limits.titleLength);
  const { urls, tooLong } = readUrls(draft, line, title, tools);
  const drafted = [...draft.fields, ...readTotpField(draft, line, title, tools), ...tooLong].filter((field) => field.value !== '');
  const givenTags = (draft.tags ?? []).map((tag) => plainLine(tag).trim()).filter((tag) => tag !== '');
  const tags = [...new Set(givenTags.map((tag) => tag.slice(0, limits.tagLength)))];
  const givenCollection = plainLine(draft.collection ?? '').trim();
  const collection = givenCollection.slice(0, limits.collectionLength);

  if (
    draft.notes.length > limits.notesLength ||
    drafted.some((field) => field.value.length > limits.valueLength) ||
    drafted.length > limits.fields ||
    urls.length > limits.urls
  ) {
    gather.leftOut(line, title, 'value-too-long');
    return null;
  }
  if (given === '' && draft.titleless !== true) {
    gather.mended(line, title, title === '' ? 'untitled' : 'empty-title');
  }
  if (givenCollection.length > collection.length || givenTags.some((tag) => tag.length > limits.tagLength)) {
    gather.mended(line, title, 'name-too-long');
  }
  if (rough.length > title.length) {
    gather.mended(line, title, 'title-too-long');
  }
  if (tags.length > limits.tags) {
    gather.mended(line, title, 'too-many-tags');
  }
  const overview = writtenOverview.safeParse({
    kind: draft.kind,
    title,
    urls,
    tags: tags.slice(0, limits.tags),
    collection: collection === '' ? null : collection,
    favourite: draft.favourite ?? false,
    attributes: { enabled: true, notBefore: null, expires: null },
    touchRequired: false,
    purgeProtected: false,
  });
  const content = details.safeParse({ fields: drafted.map((field) => toField(field, draft.kind, tools)), notes: draft.notes, attachments: [] });
  if (!overview.success || !content.success) {
    gather.leftOut(line, title, 'malformed-item');
    return null;
  }
  gather.taken(draft.kind);
  return { overview: overview.data, details: content.data };
}
