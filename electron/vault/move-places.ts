/** A row whose sealed blobs lie elsewhere than before. */
import type { BlobPlace, VersionRow } from './version-row.ts';

/** `find` gives the new place of a blob; one that has none was not copied, and then nothing may be written. */
export function movePlaces({ overview, details, attachments }: VersionRow, find: (place: BlobPlace) => BlobPlace | null): VersionRow {
  const moved = <P extends BlobPlace>(place: P): P => {
    const found = find(place);
    if (!found) {
      throw new RangeError('a blob was not copied');
    }
    return { ...place, frame: found.frame, offset: found.offset, length: found.length };
  };
  return { overview, details: moved(details), attachments: attachments.map(moved) };
}
