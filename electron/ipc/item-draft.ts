/** From the page's draft to what the vault stores: untouched concealed values are taken from the version being edited. */
import { VaultFailure } from '../../shared/failure.ts';
import { fileLimits } from '../../shared/file-limits.ts';
import { makeId } from '../../shared/ids.ts';
import type { AttachmentMeta, Details, Field } from '../../shared/item.ts';
import { kindOf } from '../../shared/kinds/kinds.ts';
import { plainLine } from '../../shared/plain-line.ts';
import type { FieldDraft, ItemDraft } from '../../shared/views.ts';
import type { ItemContent, NewAttachment } from '../vault/vault-types.ts';
import type { CallDeps, HeldFile } from './call-deps.ts';

type Maker = Pick<CallDeps, 'clock' | 'random'>;

const noDetails: Details = { fields: [], notes: '', attachments: [] };

export function newId({ clock, random }: Maker): string {
  return makeId(clock.now(), random(10));
}

function fieldOf(draft: FieldDraft, kind: ItemDraft['kind'], before: Details, maker: Maker): Field {
  const stored = draft.id === null ? undefined : before.fields.find(({ id }) => id === draft.id);
  if (draft.value.is === 'kept' && !stored) {
    throw new VaultFailure('field.not-found');
  }
  // SECURITY: a kind's own concealed field stays concealed, whatever the page says.
  const ownField = kindOf(kind).fields.find(({ name }) => name === draft.name);
  return {
    id: stored?.id ?? newId(maker),
    name: ownField?.name ?? null,
    label: draft.label,
    type: ownField?.type ?? draft.type,
    // SECURITY: nor does a kept value come into the open by a change of name: showing it takes `field.reveal`.
    concealed: (ownField?.concealed ?? draft.concealed) || (draft.value.is === 'kept' && (stored?.concealed ?? false)),
    value: draft.value.is === 'set' ? draft.value.to : (stored?.value ?? ''),
  };
}

export function attachmentOf(file: HeldFile, maker: Maker): NewAttachment {
  const meta: AttachmentMeta = { id: newId(maker), fileName: file.fileName, mediaType: file.mediaType, size: file.content.byteLength };
  return { meta, content: file.content };
}

/** An item that is too large already can still be changed, only not made larger. */
function requireFits(attached: readonly AttachmentMeta[], added: number): void {
  if (added > 0 && attached.reduce((sum, { size }) => sum + size, 0) > fileLimits.item) {
    throw new VaultFailure('item.too-large', { limitBytes: fileLimits.item });
  }
}

/** @param before the details being edited; null for a new item. */
export function contentOf(
  draft: ItemDraft,
  before: Details | null,
  files: readonly HeldFile[],
  maker: Maker,
): { readonly content: ItemContent; readonly attachments: readonly NewAttachment[] } {
  const stored = before ?? noDetails;
  const attachments = files.map((file) => attachmentOf(file, maker));
  const kept = stored.attachments.filter(({ id }) => draft.keepAttachments.includes(id));
  requireFits([...kept, ...attachments.map(({ meta }) => meta)], attachments.length);
  const { kind, urls, collection, favourite, attributes, touchRequired, purgeProtected, notes } = draft;
  return {
    attachments,
    content: {
      overview: { kind, title: plainLine(draft.title), urls, tags: [...new Set(draft.tags.map(plainLine))], collection, favourite, attributes, purgeProtected, touchRequired },
      details: {
        fields: draft.fields.map((field) => fieldOf(field, kind, stored, maker)),
        notes,
        attachments: [...kept, ...attachments.map(({ meta }) => meta)],
      },
    },
  };
}
