/**
 * The preload's side: a world of its own (a real isolated world of Chromium), with the `electron` a sandboxed preload
 * may require: contextBridge and ipcRenderer. Bundled as text and injected with the application's preload after it
 * by played-contents.ts; the preload itself is the application's own file, unchanged.
 */
import { joinWorlds } from './across-worlds.ts';
import type { ToMain, ToPreload } from './page-messages.ts';
import { decodeWire, encodeWire } from './wire.ts';

declare const standInToken: string;
declare const standInProcess: object;
declare const standInBinding: ((payload: string) => void) | undefined;
declare function standInPreload(require: (name: string) => unknown, process: object, module: object, exports: object): void;

type Listener = (event: object, ...args: unknown[]) => void;

function runPreload(toMain: (message: ToMain) => void): void {
  const exposed = new Map<string, string>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  let lastId = 0;

  const other = joinWorlds(`${standInToken}-to-preload`, `${standInToken}-to-page`, (message) => {
    if (message.kind === 'hello') {
      exposed.forEach((value, key) => other.post({ kind: 'expose', key, value }));
    }
  });

  const emit = (channel: string, args: unknown[]): void => {
    const all = listeners.get(channel) ?? [];
    listeners.set(channel, all.filter(({ once }) => !once));
    all.forEach(({ listener }) => listener({ sender: ipcRenderer, ports: [], senderId: 0 }, ...args));
  };

  const add = (channel: string, listener: Listener, once: boolean): unknown => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };

  const remove = (channel: string, listener: Listener): unknown => {
    listeners.set(channel, (listeners.get(channel) ?? []).filter((kept) => kept.listener !== listener));
    return ipcRenderer;
  };

  const ipcRenderer: object = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = (lastId += 1);
        const encoded = encodeWire(args);
        waiting.set(id, { resolve, reject });
        toMain({ kind: 'invoke', id, channel, args: encoded });
      }),
    send: (channel: string, ...args: unknown[]) => toMain({ kind: 'send', channel, args: encodeWire(args) }),
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) {
        listeners.clear();
      } else {
        listeners.delete(channel);
      }
      return ipcRenderer;
    },
  };

  const inputs = [['keydown', 'keyDown'], ['mousedown', 'mouseDown'], ['mousemove', 'mouseMove'], ['wheel', 'mouseWheel']] as const;
  for (const [name, type] of inputs) {
    // Electron sees input before the page does; what a script dispatches is none.
    window.addEventListener(name, (event) => event.isTrusted && toMain({ kind: 'input', type }), { capture: true, passive: true });
  }

  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => {
      if (exposed.has(key)) {
        throw new Error(`Cannot bind an API on top of an existing property on the window object`);
      }
      const value = other.encode(api);
      exposed.set(key, value);
      other.post({ kind: 'expose', key, value });
    },
  };

  Object.defineProperty(globalThis, 'standInReceive', {
    value: (text: string) => {
      const message = JSON.parse(text) as ToPreload;
      if (message.kind === 'event') {
        const args = decodeWire(message.args);
        emit(message.channel, Array.isArray(args) ? args : []);
        return;
      }
      const pending = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === 'reply') {
        pending?.resolve(decodeWire(message.value));
      } else {
        pending?.reject(new Error(message.message));
      }
    },
  });

  const requireAllowed = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') {
      return { contextBridge, ipcRenderer };
    }
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  standInPreload(requireAllowed, standInProcess, module, module.exports);
}

// As in Electron, the preload runs in the top frame only (nodeIntegrationInSubFrames is off).
if (window.top === window && typeof standInBinding === 'function') {
  const send = standInBinding;
  runPreload((message) => send(JSON.stringify(message)));
}
