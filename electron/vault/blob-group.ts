/** Sealed blobs on their way into one details frame of a few megabytes; a blob never spans two. Used by whoever writes many. */

export const detailsFrameBytes = 1 << 22;

export type BlobGroup = {
  isEmpty(): boolean;
  /** False where the group has to be taken away first. */
  fits(length: number): boolean;
  /** Where in the payload the blob will lie. */
  add(blob: Uint8Array): number;
  /** The payload; the group is empty again. */
  take(): Buffer;
};

export function makeBlobGroup(): BlobGroup {
  let blobs: Uint8Array[] = [];
  let size = 0;
  return {
    isEmpty: () => size === 0,
    fits: (length) => size === 0 || size + length <= detailsFrameBytes,
    add(blob) {
      const offset = size;
      blobs.push(blob);
      size += blob.length;
      return offset;
    },
    take() {
      const payload = Buffer.concat(blobs, size);
      blobs = [];
      size = 0;
      return payload;
    },
  };
}
