/**
 * Copies the open file as it stands at one moment: the headers, then the log up to where it ends then. The log only grows, so what is
 * saved meanwhile does no harm, and nobody waits for the copy. Called by the session; the copy is a valid vault by itself.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { Saving } from './append-transaction.ts';
import { logOffset } from './file-layout.ts';
import type { WriteTarget } from './vault-port.ts';
import type { VaultState } from './vault-state.ts';

const pieceBytes = 1 << 20;

type InTurn = <T>(act: (state: VaultState) => Promise<T>) => Promise<T>;

/** False where the file was rewritten meanwhile: what was written by then is no copy, and it is worth beginning anew. */
export async function copyFile(inTurn: InTurn, target: WriteTarget, saving: Saving): Promise<boolean> {
  const begun = await inTurn(async (state) => ({
    file: state.deps.file,
    epoch: state.header.epoch,
    end: state.log.end,
    headers: await readWhole(state, 0, logOffset),
  }));
  await target.write(begun.headers);
  for (let offset = logOffset; offset < begun.end; offset += pieceBytes) {
    if (saving.signal?.aborted) {
      throw new VaultFailure('cancelled');
    }
    saving.progress?.('copy', offset, begun.end);
    const piece = await inTurn(async (state) =>
      state.deps.file === begun.file && state.header.epoch === begun.epoch ? readWhole(state, offset, Math.min(pieceBytes, begun.end - offset)) : null,
    );
    if (piece === null) {
      return false;
    }
    await target.write(piece);
  }
  return true;
}

async function readWhole({ deps: { file } }: VaultState, offset: number, length: number): Promise<Uint8Array> {
  const bytes = await file.read(offset, length);
  if (bytes.length !== length) {
    throw new VaultFailure('vault.changed-on-disk', { fileName: file.fileName });
  }
  return bytes;
}
