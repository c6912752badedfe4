/** A row whose sealed blobs lie elsewhere than before. */
import type { BlobPlace, VersionRow } from './version-row.ts';

/** `find` gives the new place of a blob; one that has none was not copied, and then nothing may be written. */
export function movePlaces({ overview, details, attachments }: VersionRow, find: (place: BlobPlace) => BlobPlace | null): VersionRow {
  const { frame, offset, length } = found(find(details));
  return {
    overview,
    details: { versionId: details.versionId, frame, offset, length },
    attachments: attachments.map((place) => ({ ...found(find(place)), attachmentId: place.attachmentId })),
  };
}

function found(place: BlobPlace | null): BlobPlace {
  if (!place) {
    throw new RangeError('a blob was not copied');
  }
  return place;
}
