/** What a software key's thread and its owner say to each other: both sides are ours, so they are typed and not parsed. */
import type { KeyState, KeyTraits } from './key-state.ts';

/** Addresses of C functions for `fido_dev_set_io_functions`. */
export type IoFunctions = { readonly open: bigint; readonly close: bigint; readonly read: bigint; readonly write: bigint };

export type KeyBirth = { readonly state: KeyState; readonly traits: KeyTraits };

export type ToKey = { readonly id: number } & (
  | { readonly act: 'change'; readonly traits: Partial<KeyTraits>; readonly state: Partial<KeyState> }
  | { readonly act: 'unplug' | 'plug-in' | 'touch' | 'look' }
);

export type KeyLook = { readonly state: KeyState; readonly isWaitingForTouch: boolean; readonly openings: number };

export type FromKey =
  | { readonly said: 'born'; readonly io: IoFunctions }
  | { readonly said: 'done'; readonly id: number; readonly look: KeyLook }
  | { readonly said: 'changed'; readonly state: KeyState };
