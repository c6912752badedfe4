/** The module hook itself: the name `electron` means the stand-in. Registered by register.ts, runs in Node's hook thread. */
import type { ResolveHook } from 'node:module';

export const resolve: ResolveHook = (specifier, context, nextResolve) =>
  specifier === 'electron' || specifier === 'electron/main'
    ? { url: new URL('electron.js', import.meta.url).href, shortCircuit: true }
    : nextResolve(specifier, context);
