/** A value that lives outside React, with listeners: `useSyncExternalStore` reads it. For state that is not an answer of the main process. */
import { useSyncExternalStore } from 'react';

export type SmallStore<T> = {
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly subscribe: (changed: () => void) => () => void;
};

export function makeSmallStore<T>(first: T): SmallStore<T> {
  let now = first;
  const listeners = new Set<() => void>();
  return {
    get: () => now,
    set: (value) => {
      now = value;
      for (const listener of listeners) {
        listener();
      }
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => {
        listeners.delete(changed);
      };
    },
  };
}

export function useSmallStore<T>(store: SmallStore<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}
