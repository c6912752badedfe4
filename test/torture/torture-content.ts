/**
 * What a word stands for: an item's title, password, notes and attachment, and a slot's secrets. Told again from the word or the
 * number alone, so that whoever checks a vault needs nothing but the model. Sizes go from a line to several details frames.
 */
import { createHash } from 'node:crypto';
import { attachmentMeta } from '../../shared/item.ts';
import type { AttachmentMeta } from '../../shared/item.ts';
import type { ItemContent, NewAttachment, NewSlot, Presented } from '../../electron/vault/vault-types.ts';
import { credential, login } from '../support/sample-vault.ts';
import type { ModelSlot } from './torture-model.ts';

export function secretOf(word: string): string {
  return `secret of ${word}`;
}

/** `w7n2000a300`: notes of 2,000 characters and an attachment of 300 bytes. */
export function sizesOf(word: string): { readonly notes: number; readonly attachment: number } {
  const [, notes = '0', attachment = '0'] = /n(\d+)a(\d+)$/u.exec(word) ?? [];
  return { notes: Number(notes), attachment: Number(attachment) };
}

export function notesOf(word: string): string {
  return `${word} `.repeat(Math.ceil(sizesOf(word).notes / (word.length + 1)));
}

export function attachedBytes(word: string): Uint8Array {
  return Buffer.alloc(sizesOf(word).attachment, word);
}

/** An id of the right shape that belongs to the word. */
function attachmentIdOf(word: string): string {
  const hex = digest(`attachment ${word}`).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function attachedMeta(word: string): AttachmentMeta | null {
  const { attachment } = sizesOf(word);
  return attachment === 0 ? null : attachmentMeta.parse({ id: attachmentIdOf(word), fileName: `${word}.bin`, mediaType: '', size: attachment });
}

/** `key` stands in the item as its collection and does not change. */
export function contentOf(key: string, word: string): { readonly content: ItemContent; readonly attachments: readonly NewAttachment[] } {
  const { overview, details } = login(word, secretOf(word));
  const meta = attachedMeta(word);
  return {
    content: { overview: { ...overview, collection: key }, details: { ...details, notes: notesOf(word), attachments: meta ? [meta] : [] } },
    attachments: meta ? [{ meta, content: attachedBytes(word) }] : [],
  };
}

/** The number tells the slot again whatever it is called. */
export function slotNameOf({ number, label }: ModelSlot): string {
  return `${number}:${label}`;
}

export function presentedFor({ number, kind }: ModelSlot): Presented {
  return kind === 'recovery'
    ? { recoveryCode: digest(`code ${number}`).subarray(0, 20) }
    : { hardwareKey: { credentialId: credentialIdOf(number), prfOutput: digest(`prf ${number}`) } };
}

export function newSlotOf(slot: ModelSlot): NewSlot {
  const name = slotNameOf(slot);
  return slot.kind === 'recovery'
    ? { kind: 'recovery', name, code: digest(`code ${slot.number}`).subarray(0, 20) }
    : { kind: 'key', name, credential: { ...credential, credentialId: credentialIdOf(slot.number) }, prfOutput: digest(`prf ${slot.number}`), touchOutput: digest(`touch ${slot.number}`) };
}

function credentialIdOf(number: number): string {
  return Buffer.from(`credential ${number}`, 'utf8').toString('base64url');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
