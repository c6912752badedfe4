/**
 * Reads a QR code out of a picture, in the page: the picture never leaves it. Called by the one-time code field.
 * Not here: what the text in it means (`shared/one-time-code.ts`).
 */
import jsQR from 'jsqr';

export type QrReading = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: 'no-picture' | 'no-code' };

/** A photograph is read at these sizes in turn: small is quicker and forgives blur, large finds a small code. */
const longestSides = [1_000, 2_200, 500];

function pixelsOf(bitmap: ImageBitmap, longestSide: number): ImageData | null {
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  // A quiet zone: pictures cut right at the code have none, and the code is not found without.
  const margin = 16;
  canvas.width = Math.max(1, Math.round(bitmap.width * scale)) + 2 * margin;
  canvas.height = Math.max(1, Math.round(bitmap.height * scale)) + 2 * margin;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) {
    return null;
  }
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, margin, margin, canvas.width - 2 * margin, canvas.height - 2 * margin);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

export async function readQr(picture: Blob): Promise<QrReading> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(picture);
  } catch {
    return { ok: false, why: 'no-picture' };
  }
  try {
    for (const side of longestSides) {
      const pixels = pixelsOf(bitmap, side);
      const found = pixels && jsQR(pixels.data, pixels.width, pixels.height);
      if (found && found.data !== '') {
        return { ok: true, text: found.data };
      }
    }
    return { ok: false, why: 'no-code' };
  } finally {
    bitmap.close();
  }
}

/** The first picture among what was pasted or dropped. */
export function pictureIn(transfer: DataTransfer | null): File | null {
  return [...(transfer?.files ?? [])].find((file) => file.type.startsWith('image/')) ?? null;
}
