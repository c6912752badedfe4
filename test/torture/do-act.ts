/** Does one act of the torture's to an open vault. Used by the writer. */
import { assertNever } from '../../shared/failure.ts';
import type { VaultSession } from '../../electron/vault/vault-types.ts';
import { contentOf, newSlotOf, slotNameOf } from './torture-content.ts';
import { importedKey } from './torture-model.ts';
import type { Act, TortureModel } from './torture-model.ts';

/** Items and their current versions, by key, as the vault has them. */
export type KnownItems = Map<string, string>;

export function knownItems(session: VaultSession): KnownItems {
  return new Map([...session.overviews()].map(({ id, collection }) => [collection ?? '', id]));
}

/** The id of the version that the act made, where it made one. `model` is what the vault held when the act was chosen. */
export async function doAct(session: VaultSession, known: KnownItems, model: TortureModel, act: Act, signal?: AbortSignal): Promise<string | null> {
  const saving = signal ? { signal } : {};
  const idOf = (key: string): string => known.get(key) ?? '';
  const slotIdOf = (number: number): string => session.slots().find(({ name }) => name.startsWith(`${number}:`))?.slotId ?? '';
  switch (act.act) {
    case 'make':
      throw new Error('a vault is made once');
    case 'create': {
      const { content, attachments } = contentOf(act.key, act.word);
      const { id, versionId } = await session.create(content, 'create', attachments);
      known.set(act.key, id);
      return versionId;
    }
    case 'import': {
      const keys = Array.from({ length: act.count }, (_, index) => importedKey(act.key, index));
      const made = await session.createMany(keys.map((key) => contentOf(key, key)), { change: 'import', ...saving });
      made.forEach(({ id, collection }) => known.set(collection ?? '', id));
      return null;
    }
    case 'update': {
      const { content, attachments } = contentOf(act.key, act.word);
      const { versionId } = session.overview(idOf(act.key));
      return (await session.update(idOf(act.key), versionId, content, attachments)).versionId;
    }
    case 'mark':
      return (await session.mark(idOf(act.key), { favourite: !session.overview(idOf(act.key)).favourite })).versionId;
    case 'restore': {
      const then = session.history(idOf(act.key)).toReversed()[act.version];
      return (await session.restore(idOf(act.key), then?.versionId ?? '')).versionId;
    }
    case 'remove':
      await session.remove(act.keys.map(idOf));
      return null;
    case 'recover':
      await session.recover(act.keys.map(idOf));
      return null;
    case 'purge':
      await session.purge(act.keys.map(idOf));
      return null;
    case 'settings':
      await session.changeSettings({ name: act.name });
      return null;
    case 'compact':
      await session.compact(saving);
      return null;
    case 'addSlot':
      await session.addSlot(newSlotOf(act.slot));
      return null;
    case 'renameSlot': {
      const slot = model.slots.find(({ number }) => number === act.number);
      await session.renameSlot(slotIdOf(act.number), slot ? slotNameOf({ ...slot, label: act.label }) : act.label);
      return null;
    }
    case 'removeSlot':
      await session.removeSlot(slotIdOf(act.number), saving);
      return null;
    case 'replaceSlot':
      await session.replaceSlot(slotIdOf(act.number), newSlotOf(act.slot), saving);
      return null;
    default:
      return assertNever(act);
  }
}
