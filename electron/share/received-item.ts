/**
 * An item that came from somebody else, in the vault's shape, for the preview and for taking it in. Also what becomes of
 * an age file whose content is not a Latchkey share: text is a note, anything else a document. Called by `open-share.ts`.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { makeId } from '../../shared/ids.ts';
import { limits, type Field, type ItemUrl } from '../../shared/item.ts';
import type { KindName } from '../../shared/kinds/kinds.ts';
import type { Clock, RandomBytes } from '../vault/vault-port.ts';
import type { ItemContent, NewAttachment } from '../vault/vault-types.ts';

/** `content.details.attachments` names the same attachments whose bytes stand in `attachments`. */
export type ReceivedItem = { readonly content: ItemContent; readonly attachments: readonly NewAttachment[] };

export type NewIds = { readonly clock: Clock; readonly random: RandomBytes };

export type ReceivedParts = {
  readonly kind: KindName;
  readonly title: string;
  readonly urls: readonly ItemUrl[];
  readonly fields: readonly Omit<Field, 'id'>[];
  readonly notes: string;
  readonly files: readonly { readonly fileName: string; readonly mediaType: string; readonly content: Uint8Array }[];
};

/**
 * A file name that names one file and shows as what it is.
 * SECURITY: no folders, no control characters, none of the marks that turn the reading direction (`exe.txt` shown for `txt.exe`).
 */
export function plainFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '').replace(/^[.\s]+|[.\s]+$/g, '');
  return plain.slice(0, limits.fileNameLength) || 'file';
}

export function makeReceived(parts: ReceivedParts, ids: NewIds): ReceivedItem {
  const newId = () => makeId(ids.clock.now(), ids.random(10));
  const attachments = parts.files.map(({ fileName, mediaType, content }) => {
    if (content.length > limits.attachmentBytes) {
      throw new VaultFailure('attachment.too-large', { limitBytes: limits.attachmentBytes });
    }
    return { meta: { id: newId(), fileName: plainFileName(fileName), mediaType, size: content.length }, content };
  });
  return {
    content: {
      overview: {
        kind: parts.kind,
        title: parts.title,
        urls: [...parts.urls],
        tags: [],
        collection: null,
        favourite: false,
        attributes: { enabled: true, notBefore: null, expires: null },
        touchRequired: false,
        purgeProtected: false,
      },
      details: {
        fields: parts.fields.map((field) => ({ ...field, id: newId() })),
        notes: parts.notes,
        attachments: attachments.map(({ meta }) => meta),
      },
    },
    attachments,
  };
}

/** UTF-8 without characters that no text has; null for anything else. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /[\u0000-\u0008\u000e-\u001f\u007f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** The name of what was sealed: without `.age`, and without `.txt` for a note. */
function titleOf(fileName: string): string {
  return plainFileName(fileName.replace(/\.age$/i, ''));
}

/** Takes content of no format of ours. `fileName` is that of the age file, '' for pasted text. */
export function receiveForeign(bytes: Uint8Array, text: string | null, fileName: string, ids: NewIds): ReceivedItem {
  const title = titleOf(fileName);
  if (text !== null && text.length <= limits.notesLength) {
    return makeReceived({ kind: 'note', title: title.replace(/\.txt$/i, '').slice(0, limits.titleLength), urls: [], fields: [], notes: text, files: [] }, ids);
  }
  const mediaType = text === null ? 'application/octet-stream' : 'text/plain';
  return makeReceived(
    {
      kind: 'document',
      title,
      urls: [],
      fields: [{ name: 'file-name', label: '', type: 'text', concealed: false, value: title }],
      notes: '',
      files: [{ fileName: title, mediaType, content: Uint8Array.from(bytes) }],
    },
    ids,
  );
}
