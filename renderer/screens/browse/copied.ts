/**
 * What was copied last, and until when it stays on the clipboard. The value itself goes from the main process to the clipboard and
 * is never here. Told by `clipboard.changed`, which says nothing of plain texts: for those the caller names the place.
 */
import { ask, hear } from '../../client/client.ts';
import { makeSmallStore } from '../../state/small-store.ts';

/** `place` is where it stood: `itemId/fieldId`, or a name of the caller's. */
export type Copied = { readonly place: string; readonly clearsAt: number | null; readonly at: number };

export const copied = makeSmallStore<Copied | null>(null);

export function placeOf(itemId: string, fieldId: string): string {
  return `${itemId}/${fieldId}`;
}

/** A copy that is not cleared by itself says so for this long. */
export const saidForMs = 4_000;

function note(place: string, clearsAt: number | null): void {
  copied.set({ place, clearsAt, at: Date.now() });
}

/** @returns a function that stops following. */
export function followClipboard(): () => void {
  return hear('clipboard.changed', ({ itemId, fieldId, clearsAt, empty }) => {
    if (empty) {
      copied.set(null);
    } else if (itemId !== null && fieldId !== null) {
      note(placeOf(itemId, fieldId), clearsAt);
    } else {
      copied.set(null);
    }
  });
}

export async function copyField(itemId: string, versionId: string | null, fieldId: string): Promise<void> {
  const { clearsAt } = await ask('field.copy', { itemId, versionId, fieldId });
  note(placeOf(itemId, fieldId), clearsAt);
}

export async function copyPrimary(itemId: string): Promise<void> {
  const { fieldId, clearsAt } = await ask('item.copyPrimary', { itemId });
  note(placeOf(itemId, fieldId), clearsAt);
}

export async function copyUsername(itemId: string): Promise<void> {
  const { fieldId, clearsAt } = await ask('item.copyUsername', { itemId });
  note(placeOf(itemId, fieldId), clearsAt);
}

export async function copyText(place: string, text: string): Promise<void> {
  const { clearsAt } = await ask('clipboard.copyText', { text });
  note(place, clearsAt);
}
