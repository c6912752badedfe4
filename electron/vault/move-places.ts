/** A row whose sealed blobs lie elsewhere than before. */
import type { BlobIdentity } from './details-blob.ts';
import type { BlobPlace, VersionRow } from './version-row.ts';

/** Told where the blob lay and what it is; null where it was not copied. */
type FindPlace = (place: BlobPlace, purpose: BlobIdentity['purpose'], ownerId: string) => BlobPlace | null;

/** `find` gives the new place of a blob; one that has none was not copied, and then nothing may be written. */
export function movePlaces({ overview, details, attachments }: VersionRow, find: FindPlace): VersionRow {
  const { frame, offset, length } = found(find(details, 'details', details.versionId));
  return {
    overview,
    details: { versionId: details.versionId, frame, offset, length },
    attachments: attachments.map((place) => ({ ...found(find(place, 'attachment', place.attachmentId)), attachmentId: place.attachmentId })),
  };
}

function found(place: BlobPlace | null): BlobPlace {
  if (!place) {
    throw new RangeError('a blob was not copied');
  }
  return place;
}
