/** The object that the preload puts into the page, and the two channels it uses. Free of zod, so that the preload stays small. */

/** The one channel for calls and the one for events. */
export const callChannel = 'latchkey:call';
export const eventChannel = 'latchkey:event';

export type Bridge = {
  /** Replies with the contract's envelope; see `replyOf`. */
  readonly call: (name: string, takes: unknown) => Promise<unknown>;
  /** @returns a function that stops listening. */
  readonly listen: (heard: (name: string, payload: unknown) => void) => () => void;
};
