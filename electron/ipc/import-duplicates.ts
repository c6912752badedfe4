/**
 * Which items of an import the vault holds already, value for value. What was compared once is not compared again: the answer is
 * kept with the import, and asked anew it looks only at what the vault changed since. Called by `import-calls.ts`.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { findDuplicates, isSameContent, type Lookalike } from '../exchange/find-duplicates.ts';
import type { ReadImport } from '../exchange/read-import.ts';
import { makeBreath, type Breathe } from '../vault/breath.ts';
import type { ItemContent, VaultSession } from '../vault/vault-types.ts';

/** What waits in main between showing an import and taking it in. */
export type HeldImport = ReadImport & { readonly duplicates: DuplicateCheck };

export type DuplicateCheck = {
  /** Places of the items that the vault holds. */
  find(telling: { readonly progress: (done: number, total: number) => void; readonly signal: AbortSignal }): Promise<ReadonlySet<number>>;
};

/** Read beside each other: the disk answers several as fast as one. */
const readsAtOnce = 16;

type Doubtful = { readonly place: number; readonly item: ItemContent; readonly others: readonly Lookalike[] };

export function makeDuplicateCheck(session: VaultSession, items: readonly ItemContent[]): DuplicateCheck {
  /** By place and version: whether nothing would be lost. Content never changes under one version. */
  const verdicts = new Map<string, boolean>();
  let last: { readonly revision: number; readonly found: ReadonlySet<number> } | null = null;

  async function isLike(place: number, item: ItemContent, { itemId, versionId }: Lookalike): Promise<boolean> {
    const name = `${place} ${versionId}`;
    const known = verdicts.get(name);
    if (known !== undefined) {
      return known;
    }
    try {
      const verdict = isSameContent(item, await session.details(itemId, versionId));
      verdicts.set(name, verdict);
      return verdict;
    } catch (error) {
      // Gone for good meanwhile, or not to be looked at without a touch: then the vault does not hold it, as far as can be told.
      if (error instanceof VaultFailure && (error.code === 'item.not-found' || error.code === 'item.needs-touch')) {
        return false;
      }
      throw error;
    }
  }

  /** Anew where another file took the place of the one whose items were gone through: those were forgotten. */
  async function lookalikesOf(breathe: Breathe): Promise<readonly (readonly Lookalike[])[]> {
    for (;;) {
      const revision = session.revision();
      try {
        return await findDuplicates(items, session.overviews(), breathe);
      } catch (error) {
        if (session.revision() === revision) {
          throw error;
        }
      }
    }
  }

  async function isHeld({ place, item, others }: Doubtful): Promise<boolean> {
    for (const other of others) {
      if (await isLike(place, item, other)) {
        return true;
      }
    }
    return false;
  }

  return {
    async find({ progress, signal }) {
      const revision = session.revision();
      if (last?.revision === revision) {
        return last.found;
      }
      const breathe = makeBreath(signal);
      const lookalikes = await lookalikesOf(breathe);
      const doubtful = items.map((item, place) => ({ place, item, others: lookalikes[place] ?? [] })).filter(({ others }) => others.length > 0);
      const found = new Set<number>();
      for (let done = 0; done < doubtful.length; done += readsAtOnce) {
        progress(done, doubtful.length);
        const slice = doubtful.slice(done, done + readsAtOnce);
        const held = await Promise.all(slice.map(isHeld));
        slice.filter((_, at) => held[at] === true).forEach(({ place }) => found.add(place));
        await breathe();
      }
      last = { revision, found };
      return found;
    },
  };
}
