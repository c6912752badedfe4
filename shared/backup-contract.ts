/** The part of the contract about backups; `contract.ts` takes it into the one table. */
import { z } from 'zod';
import { call, jobId, none, nothing, passphrase } from './call-shape.ts';
import { failureCodes } from './failure.ts';
import { id } from './ids.ts';
import { backupRow, backupView } from './views.ts';

export const backupCalls = {
  /** Those of the open vault, newest first; `unmade` is why the last one could not be made. */
  'backup.list': call(nothing, z.object({ place: z.string(), unmade: z.enum(failureCodes).nullable(), backups: z.array(backupView) })),
  /** `isNew` is false where the newest one holds this very state already. */
  'backup.make': call(z.object({ jobId }), z.object({ isNew: z.boolean() })),
  /** Those that a way opens which does not open the vault any more; the vault as it is is backed up first. */
  'backup.removeWithdrawn': call(z.object({ jobId }), z.object({ removed: z.number().int() })),
  'backup.showInFolder': call(nothing, none),
  /** Opens one for reading, with what opened the vault then. One at a time; it goes with the lock. */
  'backup.open': call(
    z.object({ jobId, backupId: z.string().max(100), passphrase: passphrase.nullable(), useKey: z.boolean(), recoveryWords: z.string().max(1_000).nullable() }),
    z.object({ itemCount: z.number().int() }),
  ),
  'backup.search': call(
    z.object({ text: z.string().max(500), from: z.number().int().min(0), count: z.number().int().min(1).max(500) }),
    z.object({ total: z.number().int(), rows: z.array(backupRow) }),
  ),
  'backup.restoreItem': call(z.object({ itemId: id }), z.object({ itemId: id, as: z.enum(['same', 'version', 'new']) })),
  /** Puts the opened backup in the place of the vault's file, which becomes a backup first; then locks. */
  'backup.restoreAll': call(z.object({ jobId }), none),
  'backup.close': call(nothing, none),
} as const;
