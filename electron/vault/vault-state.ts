/**
 * The open vault in memory: keys, header, where the log ends, items, settings. Changed only after the disk agreed, so that memory
 * never says more than the file. Held by `vault-session.ts`, worked on by the acts beside it.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { KdfCost, PasswordKdf } from '../crypto/password-kdf.ts';
import { frameHeadBytes, firstLink, linkOf, openWholeFrame } from './frame.ts';
import type { ChainLink, FramePlace } from './frame.ts';
import { tagBytes } from '../crypto/aead.ts';
import { viewOf } from './file-reader.ts';
import type { HeaderBody } from './header-body.ts';
import type { CopyIndex } from './header-pair.ts';
import type { ItemIndex } from './item-index.ts';
import type { SettingsTimes } from './settings-times.ts';
import type { VaultKeys } from './vault-keys.ts';
import type { Clock, RandomBytes, VaultFile } from './vault-port.ts';
import type { VaultSettings } from './vault-types.ts';

/** What the vault is given by whoever joins the program. `device` is this computer's name. */
export type VaultDeps = {
  readonly file: VaultFile;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly device: string;
  /** Argon2id where nothing is given. */
  readonly kdf?: PasswordKdf;
  /** Cost of passphrase slots added later, calibrated for this machine; that of the vault's dearest slot where nothing is given. */
  readonly cost?: KdfCost;
};

export type LogState = {
  /** Offset of each frame that counts. */
  offsets: number[];
  /** Where the next frame goes. */
  end: number;
  last: ChainLink;
  /** Size of the file on disk as last seen; more than `end` where a torn tail waits to be cut; null where a failed write left it unknown. */
  sizeOnDisk: number | null;
};

export type VaultState = {
  readonly deps: VaultDeps & { readonly kdf: PasswordKdf };
  readonly vaultId: string;
  readonly vaultIdBytes: Uint8Array;
  readonly prefix: Buffer;
  keys: VaultKeys;
  header: HeaderBody;
  /** The copy that is known to be good, and whether the other one has to be written anew. */
  servingCopy: CopyIndex;
  otherCopyIsStale: boolean;
  log: LogState;
  index: ItemIndex;
  settings: VaultSettings;
  settingsAt: SettingsTimes;
  revision: number;
  /** Set while a new file takes the place of the old one; until then what was read may be of either. */
  swap?: Promise<void> | undefined;
};

export function framePlace(state: Pick<VaultState, 'vaultIdBytes' | 'header'>, number: number, previous: ChainLink): FramePlace {
  return { vaultId: state.vaultIdBytes, epoch: state.header.epoch, number, previous };
}

/** Says that a new file is about to take the place of the old one; to be called when it has, or will not. */
export function beginSwap(state: VaultState): () => void {
  let end = (): void => undefined;
  state.swap = new Promise((resolve) => (end = resolve));
  return () => {
    state.swap = undefined;
    end();
  };
}

/** Whether the last frame of the log is the one that is known: its tag vouches for every frame before it. */
export async function endsAsLeft({ log }: VaultState, file: VaultFile): Promise<boolean> {
  return log.last.subarray(-tagBytes).equals(await file.read(log.end - tagBytes, tagBytes));
}

/** Reads one frame again and checks it: payload decrypted, or as it stands for details. */
export async function readFrameAgain(state: VaultState, number: number): Promise<Buffer> {
  const { file } = state.deps;
  const offset = state.log.offsets[number];
  const end = state.log.offsets[number + 1] ?? state.log.end;
  if (offset === undefined) {
    throw damagedFrame();
  }
  const bytes = viewOf(await file.read(offset, end - offset));
  const opened = openWholeFrame(state.keys.frames, bytes, framePlace(state, number, await readLink(state, number - 1)));
  if (!opened) {
    throw damagedFrame();
  }
  return opened.payload;
}

/** Head and tag of a frame; nothing of it is checked but by whoever uses the link. */
async function readLink(state: VaultState, number: number): Promise<ChainLink> {
  const { file } = state.deps;
  const offset = state.log.offsets[number];
  if (offset === undefined) {
    return firstLink;
  }
  const end = state.log.offsets[number + 1] ?? state.log.end;
  const head = await file.read(offset, frameHeadBytes);
  return linkOf(head, await file.read(end - tagBytes, tagBytes));
}

/** Reads bytes inside a details frame's payload. They are sealed on their own: no need to read the frame around them. */
export async function readBlob(state: VaultState, place: { frame: number; offset: number; length: number }): Promise<Uint8Array> {
  const start = state.log.offsets[place.frame];
  const end = state.log.offsets[place.frame + 1] ?? state.log.end;
  const from = (start ?? 0) + frameHeadBytes + place.offset;
  if (start === undefined || from + place.length > end - tagBytes) {
    throw new VaultFailure('item.damaged');
  }
  const bytes = await state.deps.file.read(from, place.length);
  if (bytes.length !== place.length) {
    throw new VaultFailure('item.damaged');
  }
  return bytes;
}

export function damagedFrame(): VaultFailure {
  return new VaultFailure('vault.damaged', { check: 'frame' });
}

