/**
 * Plays `nativeImage` for PNG data: keeps the bytes, knows the size from the header, decodes and scales nothing.
 * Called by electron.ts and by played-contents.ts (screenshots).
 */
import { readFileSync } from 'node:fs';
import { playing } from './playing.ts';

const pngMark = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

export function imageFromPng(bytes: Buffer): Electron.NativeImage {
  const isPng = bytes.subarray(0, 4).equals(pngMark) && bytes.length > 24;
  const size = isPng ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : { width: 0, height: 0 };
  const dataUrl = `data:image/png;base64,${bytes.toString('base64')}`;
  const image: Electron.NativeImage = playing<Electron.NativeImage>({
    isEmpty: () => bytes.length === 0,
    getSize: () => ({ ...size }),
    getAspectRatio: () => (size.height === 0 ? 1 : size.width / size.height),
    toPNG: () => Buffer.from(bytes),
    toDataURL: () => dataUrl,
    resize: () => image,
    crop: () => image,
    setTemplateImage: () => undefined,
    isTemplateImage: () => false,
    addRepresentation: () => undefined,
    getScaleFactors: () => [1],
  });
  return image;
}

export const nativeImage = playing<typeof Electron.NativeImage>({
  createEmpty: () => imageFromPng(Buffer.alloc(0)),
  createFromBuffer: (buffer) => imageFromPng(buffer),
  createFromDataURL: (url) => imageFromPng(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
  createFromPath: (path) => {
    try {
      return imageFromPng(readFileSync(path));
    } catch {
      return imageFromPng(Buffer.alloc(0));
    }
  },
});
