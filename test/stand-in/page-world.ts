/**
 * The page's side of the context bridge: builds on `window` what the preload exposed, frozen, before any script of
 * the page runs. Bundled as text and injected into the page's own world by played-contents.ts.
 */
import { joinWorlds } from './across-worlds.ts';

declare const standInToken: string;

function freezeDeep(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(freezeDeep);
    Object.freeze(value);
  }
  return value;
}

if (window.top === window) {
  const other = joinWorlds(`${standInToken}-to-page`, `${standInToken}-to-preload`, (message) => {
    if (message.kind === 'expose' && !Object.hasOwn(window, message.key)) {
      Object.defineProperty(window, message.key, { value: freezeDeep(other.decode(message.value)), enumerable: true, writable: false, configurable: false });
    }
  });
  other.post({ kind: 'hello' });

  // Windows that a page opens are never played; as where Electron's handler says "deny", the page gets null.
  const open = window.open;
  Object.defineProperty(window, 'open', {
    value: (...args: Parameters<typeof open>) => {
      Reflect.apply(open, window, args);
      return null;
    },
    writable: true,
    configurable: true,
  });
}
