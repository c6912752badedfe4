/** Everything that waits in the main process under a token, how long and how much of it. All of it is cleared by a lock. Made by `main.ts`. */
import { fileLimits } from '../../shared/file-limits.ts';
import { makeTokenBox } from '../desk/token-box.ts';
import type { EnrolledKey } from '../hardware-key/key-provider.ts';
import type { CallDeps, HeldCopy, HeldFile, OfferedShare, Proof } from './call-deps.ts';
import type { HeldImport } from './import-duplicates.ts';

type Names = 'places' | 'recents' | 'enrolments' | 'proofs' | 'files' | 'imports' | 'offers' | 'sealed' | 'copies';

export function makeHeldBoxes({ now, trouble }: Pick<CallDeps, 'trouble'> & { readonly now: () => number }): Pick<CallDeps, Names> {
  return {
    places: makeTokenBox<string>({ now, livesSeconds: 86_400, most: 20, missing: 'vault.not-found' }),
    recents: makeTokenBox<string>({ now, livesSeconds: 86_400, most: 200, missing: 'vault.not-found' }),
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
