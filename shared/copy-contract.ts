/** The part of the contract about other copies of the open vault; `contract.ts` takes it into the one table. */
import { z } from 'zod';
import { call, jobId, none, nothing, passphrase } from './call-shape.ts';
import { copyLook, fileTrouble, mergeCounts, offeredCopy } from './merge-report.ts';

const copyToken = z.string();

export const copyCalls = {
  /** Main's dialog; null when the user thought better of it. */
  'copy.choose': call(nothing, offeredCopy.nullable()),
  /** Copies beside the vault that a sync program made, and what is the matter with the vault's own file. */
  'copy.beside': call(nothing, z.object({ copies: z.array(offeredCopy), trouble: fileTrouble.nullable() })),
  /** Opens a copy for a look: with the open vault's key where nothing is presented. */
  'copy.look': call(
    z.object({ jobId, copyToken, passphrase: passphrase.nullable(), useKey: z.boolean(), recoveryWords: z.string().max(1_000).nullable() }),
    copyLook,
  ),
  'copy.merge': call(z.object({ jobId, copyToken }), z.object({ counts: mergeCounts, canTrash: z.boolean() })),
  /** Moves a merged copy to the system's trash. */
  'copy.trash': call(z.object({ copyToken }), none),
  /** Not to be offered again as it is, until the program is started anew. */
  'copy.leave': call(z.object({ copyToken }), none),
  /** Closes what was opened of it. */
  'copy.discard': call(z.object({ copyToken }), none),
} as const;
