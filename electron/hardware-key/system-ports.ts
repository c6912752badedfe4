/** The security keys that are plugged into this computer, as libfido2 lists them. Not here: opening one (`fido-key.ts`). */
import { later, type FidoLibrary } from './fido-library.ts';
import type { FoundKey, KeyPorts } from './key-ports.ts';

const mostKeys = 16;

export function makeSystemPorts(library: () => FidoLibrary): KeyPorts {
  return {
    async list() {
      const fido = library();
      const list = fido.newInfoList(mostKeys);
      try {
        const found = [0];
        const status = await later(fido.manifest, list, mostKeys, found);
        const count = status === 0 ? Number(found[0] ?? 0) : 0;
        return Array.from({ length: count }, (_, place) => fido.infoAt(list, place)).flatMap((info): FoundKey[] => {
          const path = fido.infoPath(info);
          return path === null ? [] : [{ path, product: fido.infoProduct(info) ?? '', io: null }];
        });
      } finally {
        fido.freeInfoList([list], mostKeys);
      }
    },
  };
}
