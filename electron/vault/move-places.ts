/** A row's sealed blobs that lie elsewhere than before. */
import type { BlobIdentity } from './details-blob.ts';
import type { AttachmentPlace, BlobPlace, VersionRow } from './version-row.ts';

/** Told where the blob lay and what it is; null where it was not copied. */
type FindPlace = (place: BlobPlace, purpose: BlobIdentity['purpose'], ownerId: string) => BlobPlace | null;

/** `find` gives the new place of a blob; one that has none was not copied, and then nothing may be written. */
/** For whoever asks by the old place alone. */
export type FindMoved = (place: BlobPlace) => BlobPlace | null;

export function movePlaces(row: VersionRow, find: FindPlace): VersionRow {
  const { details } = row;
  const { frame, offset, length } = found(find(details, 'details', details.versionId));
  return {
    overview: row.overview,
    details: { versionId: details.versionId, frame, offset, length },
    attachments: moveAttachments(row.attachments, (place, attachmentId) => find(place, 'attachment', attachmentId)),
  };
}

export function moveBlob(place: BlobPlace, find: FindMoved): BlobPlace {
  return found(find(place));
}

export function moveAttachments(places: readonly AttachmentPlace[], find: (place: BlobPlace, attachmentId: string) => BlobPlace | null): readonly AttachmentPlace[] {
  return places.map((place) => ({ ...found(find(place, place.attachmentId)), attachmentId: place.attachmentId }));
}

function found(place: BlobPlace | null): BlobPlace {
  if (!place) {
    throw new RangeError('a blob was not copied');
  }
  return place;
}
