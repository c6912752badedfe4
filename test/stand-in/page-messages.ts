/**
 * The messages between the stand-in's main process and the preload world of a page, and between that world and the
 * page itself. Types only.
 */

/** Preload world to main process, through the devtools binding. `args` is wire text. */
export type ToMain =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  /** A person did something to the page. */
  | { readonly kind: 'input'; readonly type: 'keyDown' | 'mouseDown' | 'mouseMove' | 'mouseWheel' }
  | { readonly kind: 'send'; readonly channel: string; readonly args: string };

/** Main process to preload world. */
export type ToPreload =
  | { readonly kind: 'reply'; readonly id: number; readonly value: string }
  | { readonly kind: 'refusal'; readonly id: number; readonly message: string }
  | { readonly kind: 'event'; readonly channel: string; readonly args: string };

/** Between preload world and page world; all values are wire text. */
export type AcrossWorlds =
  | { readonly kind: 'hello' }
  | { readonly kind: 'expose'; readonly key: string; readonly value: string }
  | { readonly kind: 'call'; readonly call: number; readonly id: number; readonly args: string }
  | { readonly kind: 'return'; readonly call: number; readonly value: string }
  | { readonly kind: 'throw'; readonly call: number; readonly error: string }
  | { readonly kind: 'resolve'; readonly id: number; readonly value: string }
  | { readonly kind: 'reject'; readonly id: number; readonly error: string };
