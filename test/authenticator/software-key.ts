/**
 * A security key made of software, for the real libfido2 to talk to: starts the key's thread and is its owner's hand: plug, touch, break.
 * For tests and for development (`--virtual-key`); never part of a package.
 */
import { Worker } from 'node:worker_threads';
import type { FoundKey, KeyPorts } from '../../electron/hardware-key/key-ports.ts';
import type { FromKey, IoFunctions, KeyBirth, KeyLook, ToKey } from './key-messages.ts';
import { freshState, soundTraits, type KeyState, type KeyTraits } from './key-state.ts';

type Order<T> = T extends unknown ? Omit<T, 'id'> : never;

export type SoftwareKey = {
  /** As a port would list it; null while it is not plugged in. */
  found(): FoundKey | null;
  change(traits: Partial<KeyTraits>, state?: Partial<KeyState>): Promise<void>;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  /** Puts a finger on it; nothing where it waits for none. */
  touch(): Promise<void>;
  look(): Promise<KeyLook>;
  end(): Promise<void>;
};

let made = 0;

/** `key-worker.ts`, bundled (`bundle-key-worker.ts`). */
export type KeyThread = { readonly code: string } | { readonly file: string };

export async function startSoftwareKey(
  thread: KeyThread,
  options: { readonly traits?: Partial<KeyTraits>; readonly state?: KeyState; readonly changed?: (state: KeyState) => void } = {},
): Promise<SoftwareKey> {
  const birth: KeyBirth = { state: options.state ?? freshState(), traits: { ...soundTraits, ...options.traits } };
  const worker = 'code' in thread ? new Worker(thread.code, { eval: true, workerData: birth, execArgv: [] }) : new Worker(thread.file, { workerData: birth, execArgv: [] });
  // A key on a desk keeps nobody from leaving.
  worker.unref();
  const waiting = new Map<number, (look: KeyLook) => void>();
  let product = birth.traits.product;
  let asked = 0;
  const io = await new Promise<IoFunctions>((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (message: FromKey) => {
      switch (message.said) {
        case 'born':
          resolve(message.io);
          return;
        case 'changed':
          options.changed?.(message.state);
          return;
        case 'done':
          waiting.get(message.id)?.(message.look);
          waiting.delete(message.id);
      }
    });
  });
  made += 1;
  const path = `software:${made}`;
  let isPlugged = true;

  function order(what: Order<ToKey>): Promise<KeyLook> {
    asked += 1;
    const id = asked;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      worker.postMessage({ ...what, id });
    });
  }

  return {
    found: () => (isPlugged ? { path, product, io } : null),
    async change(traits, state = {}) {
      product = traits.product ?? product;
      await order({ act: 'change', traits, state });
    },
    async unplug() {
      isPlugged = false;
      await order({ act: 'unplug' });
    },
    async plugIn() {
      await order({ act: 'plug-in' });
      isPlugged = true;
    },
    async touch() {
      await order({ act: 'touch' });
    },
    look: () => order({ act: 'look' }),
    async end() {
      isPlugged = false;
      await worker.terminate();
    },
  };
}

/** A computer with these keys and no others. */
export const portsOf = (keys: () => readonly SoftwareKey[]): KeyPorts => ({ list: async () => keys().flatMap((key) => key.found() ?? []) });
