/**
 * The slot in the wall: puts one frozen object into the page, through which the contract's names pass and nothing else.
 * Runs sandboxed, before the page's own scripts. It checks names; the gate in the main process checks everything.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { callNames } from '../shared/call-names.ts';
import { callChannel, eventChannel, type Bridge } from '../shared/bridge.ts';

const known: ReadonlySet<string> = new Set(callNames);

const bridge: Bridge = {
  call: (name, takes) => {
    // SECURITY: only names of the contract cross; there is no generic send.
    if (!known.has(name)) {
      return Promise.reject(new Error('unknown call'));
    }
    return ipcRenderer.invoke(callChannel, name, takes);
  },
  listen: (heard) => {
    const listener = (_event: unknown, name: string, payload: unknown): void => heard(name, payload);
    ipcRenderer.on(eventChannel, listener);
    return () => {
      ipcRenderer.removeListener(eventChannel, listener);
    };
  },
};

// SECURITY: these outlive a page, and a lock. Nothing of ours is kept in them, so whatever stands there was put there to be found again.
if (window.location.protocol === 'https:') {
  window.name = '';
  window.sessionStorage.clear();
  window.localStorage.clear();
}

contextBridge.exposeInMainWorld('latchkey', Object.freeze(bridge));
