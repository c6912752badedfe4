/**
 * What a vault must hold after a list of acts, in plain data: the writer says its acts in these words, the watcher does them to its
 * model. Knows neither vault nor disk.
 */
import { z } from 'zod';
import { assertNever } from '../../shared/failure.ts';

/** `word` decides everything an item's content says (`torture-content.ts`). `id` is the version's, once it was told. */
const version = z.object({ word: z.string(), favourite: z.boolean(), change: z.string(), id: z.string().nullable() });
const item = z.object({ versions: z.array(version), deleted: z.boolean() });
const slot = z.object({ number: z.number(), kind: z.enum(['key', 'recovery']), label: z.string() });

export const tortureModel = z.object({ name: z.string(), items: z.map(z.string(), item), slots: z.array(slot) });
const keys = z.array(z.string());

export const act = z.discriminatedUnion('act', [
  z.object({ act: z.literal('make') }),
  z.object({ act: z.literal('create'), key: z.string(), word: z.string() }),
  z.object({ act: z.literal('import'), key: z.string(), count: z.number() }),
  z.object({ act: z.literal('update'), key: z.string(), word: z.string() }),
  z.object({ act: z.literal('mark'), key: z.string() }),
  z.object({ act: z.literal('restore'), key: z.string(), version: z.number() }),
  z.object({ act: z.literal('remove'), keys }),
  z.object({ act: z.literal('recover'), keys }),
  z.object({ act: z.literal('purge'), keys }),
  z.object({ act: z.literal('settings'), name: z.string() }),
  z.object({ act: z.literal('compact') }),
  z.object({ act: z.literal('addSlot'), slot }),
  z.object({ act: z.literal('renameSlot'), number: z.number(), label: z.string() }),
  z.object({ act: z.literal('removeSlot'), number: z.number() }),
  z.object({ act: z.literal('replaceSlot'), number: z.number(), slot }),
]);

export type TortureModel = z.infer<typeof tortureModel>;
export type ModelItem = z.infer<typeof item>;
export type ModelVersion = z.infer<typeof version>;
export type ModelSlot = z.infer<typeof slot>;
export type Act = z.infer<typeof act>;

/** Never withdrawn, so that there is always one that is no recovery kit. */
export const firstSlot: ModelSlot = { number: 0, kind: 'key', label: 'first' };

export function emptyModel(): TortureModel {
  return { name: 'Torture', items: new Map(), slots: [firstSlot] };
}

export function importedKey(key: string, index: number): string {
  return `${key}.${index}`;
}

/** Items that an act concerns. */
export function keysOf(done: Act): readonly string[] {
  if ('keys' in done) {
    return done.keys;
  }
  if (done.act === 'import') {
    return Array.from({ length: done.count }, (_, index) => importedKey(done.key, index));
  }
  return 'key' in done ? [done.key] : [];
}

/** The model after an act; the one given stays as it is. `versionId` where the vault told it. */
export function applyAct(model: TortureModel, done: Act, versionId: string | null = null): TortureModel {
  const items = new Map(model.items);
  const first = (word: string, change: string): ModelItem => ({ deleted: false, versions: [{ word, favourite: false, change, id: versionId }] });
  const addVersion = (key: string, changes: Partial<ModelVersion>, deleted: boolean, base?: ModelVersion): void => {
    const now = itemOf(model, key);
    const last = base ?? now.versions.at(-1);
    if (last) {
      items.set(key, { deleted, versions: [...now.versions, { ...last, id: versionId, ...changes }] });
    }
  };
  switch (done.act) {
    case 'make':
      return emptyModel();
    case 'create':
      items.set(done.key, first(done.word, 'create'));
      return { ...model, items };
    case 'import':
      for (const key of keysOf(done)) {
        items.set(key, first(key, 'import'));
      }
      return { ...model, items };
    case 'update':
      addVersion(done.key, { word: done.word, favourite: false, change: 'edit' }, false);
      return { ...model, items };
    case 'mark':
      addVersion(done.key, { favourite: !itemOf(model, done.key).versions.at(-1)?.favourite, change: 'mark' }, false);
      return { ...model, items };
    case 'restore':
      addVersion(done.key, { change: 'restore' }, false, itemOf(model, done.key).versions[done.version]);
      return { ...model, items };
    case 'remove':
      done.keys.forEach((key) => addVersion(key, { change: 'delete' }, true));
      return { ...model, items };
    case 'recover':
      done.keys.forEach((key) => addVersion(key, { change: 'recover' }, false));
      return { ...model, items };
    case 'purge':
      done.keys.forEach((key) => items.delete(key));
      return { ...model, items };
    case 'settings':
      return { ...model, name: done.name };
    case 'compact':
      return model;
    case 'addSlot':
      return { ...model, slots: [...model.slots, done.slot] };
    case 'renameSlot':
      return { ...model, slots: model.slots.map((known) => (known.number === done.number ? { ...known, label: done.label } : known)) };
    case 'removeSlot':
      return { ...model, slots: model.slots.filter(({ number }) => number !== done.number) };
    case 'replaceSlot':
      return { ...model, slots: model.slots.map((known) => (known.number === done.number ? done.slot : known)) };
    default:
      return assertNever(done);
  }
}

function itemOf(model: TortureModel, key: string): ModelItem {
  const found = model.items.get(key);
  if (!found) {
    throw new Error(`an act on an item that is not there: ${key}`);
  }
  return found;
}
