/** The probe's preload: a few calls, an event, and a function given across the bridge. */
import { contextBridge, ipcRenderer } from 'electron';

type Listener = (...args: unknown[]) => void;

contextBridge.exposeInMainWorld('probe', {
  call: (name: string, ...args: unknown[]): Promise<unknown> => ipcRenderer.invoke(`probe.${name}`, ...args),
  on: (channel: string, listener: Listener): (() => void) => {
    const hear = (_event: unknown, ...args: unknown[]): void => listener(...args);
    ipcRenderer.on(channel, hear);
    return () => void ipcRenderer.removeListener(channel, hear);
  },
  seesPage: (): string => typeof Reflect.get(globalThis, 'exposedBeforePage'),
});
