/**
 * What the main process holds under unguessable tokens between two calls: files chosen, keys enrolled, proofs, copies, each with its time
 * and its place. Emptied on lock. Made once by main.ts.
 */
import { fileLimits } from '../../shared/file-limits.ts';
import { makeTokenBox } from '../desk/token-box.ts';
import type { EnrolledKey } from '../hardware-key/key-provider.ts';
import type { HeldCopy, HeldFile, OfferedShare, Proof } from './call-deps.ts';
import type { HeldImport } from './import-duplicates.ts';

export function makeHeldBoxes({ now, trouble }: { readonly now: () => number; readonly trouble: (where: string, error: unknown) => void }) {
  return {
    places: makeTokenBox<string>({ now, livesSeconds: 86_400, most: 20, missing: 'vault.not-found' }),
    recents: makeTokenBox<string>({ now, livesSeconds: 86_400, most: 200, missing: 'vault.not-found' }),
    offeredVaults: makeTokenBox<string>({ now, livesSeconds: 3_600, most: 200, missing: 'vault.not-found' }),
    enrolments: makeTokenBox<EnrolledKey>({
      now,
      livesSeconds: 600,
      most: 4,
      missing: 'enrolment.expired',
      discard: ({ prfOutput, touchOutput }) => {
        prfOutput.fill(0);
        touchOutput.fill(0);
      },
    }),
    proofs: makeTokenBox<Proof>({ now, livesSeconds: 300, most: 8, missing: 'request.refused' }),
    files: makeTokenBox<HeldFile>({
      now,
      livesSeconds: 3_600,
      most: 100,
      missing: 'attachment.not-found',
      weight: { of: ({ content }) => content.byteLength, most: fileLimits.held },
      discard: ({ content }) => void content.fill(0),
    }),
    imports: makeTokenBox<HeldImport>({ now, livesSeconds: 3_600, most: 2, missing: 'import.expired' }),
    offers: makeTokenBox<OfferedShare>({ now, livesSeconds: 3_600, most: 8, missing: 'share.expired' }),
    sealed: makeTokenBox<Uint8Array>({ now, livesSeconds: 3_600, most: 8, missing: 'share.expired' }),
    copies: makeTokenBox<HeldCopy>({
      now,
      livesSeconds: 86_400,
      most: 40,
      missing: 'merge.expired',
      discard: ({ opened }) => void opened?.close().catch((error: unknown) => trouble('close a copy', error)),
    }),
  };
}
