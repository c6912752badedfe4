/**
 * The one thing the extension keeps: which application it is paired with. The private key is a handle that the browser exports to nobody;
 * a copy of the profile's files may hold it, which SECURITY.md says. IndexedDB, because only there a CryptoKey can be kept.
 */
import type { WebKeyPair } from '../../shared/web-channel-crypto.ts';

export interface StoredPairing {
  readonly pairingId: string;
  readonly pair: WebKeyPair<CryptoKey>;
  readonly appKey: Uint8Array;
}

const names = { database: 'latchkey', store: 'pairing', key: 'app' } as const;

export function isKeyPair(made: unknown): made is WebKeyPair<CryptoKey> {
  return typeof made === 'object' && made !== null && 'privateKey' in made && made.privateKey instanceof CryptoKey && 'publicKey' in made && made.publicKey instanceof CryptoKey;
}

function isPairing(kept: unknown): kept is StoredPairing {
  return typeof kept === 'object' && kept !== null && 'pairingId' in kept && typeof kept.pairingId === 'string' && 'pair' in kept && isKeyPair(kept.pair) && 'appKey' in kept && kept.appKey instanceof Uint8Array;
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
  });

async function withStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(names.database, 1);
  opening.onupgradeneeded = () => void opening.result.createObjectStore(names.store);
  const database = await settled(opening);
  try {
    return await settled(act(database.transaction(names.store, mode).objectStore(names.store)));
  } finally {
    database.close();
  }
}

export async function loadPairing(): Promise<StoredPairing | null> {
  const kept: unknown = await withStore('readonly', (store) => store.get(names.key));
  return isPairing(kept) ? kept : null;
}

export async function keepPairing(pairing: StoredPairing): Promise<void> {
  await withStore('readwrite', (store) => store.put(pairing, names.key));
}

export async function forgetPairing(): Promise<void> {
  await withStore('readwrite', (store) => store.delete(names.key));
}
