/**
 * Brings one item back out of a backup: as a new version of the item, or as a new item where it is gone for good. What the vault holds
 * now stays in the item's history. Called by the calls about backups.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { Overview } from '../../shared/item.ts';
import type { ItemContent, NewAttachment, VaultSession } from '../vault/vault-types.ts';

export type Restored = { readonly itemId: string; readonly as: 'same' | 'version' | 'new' };

/** How an item of the backup stands in the vault now. */
export type Standing = 'same' | 'changed' | 'trash' | 'gone';

function presentOf(session: VaultSession, itemId: string): Overview | null {
  try {
    return session.overview(itemId);
  } catch (error) {
    if (error instanceof VaultFailure && error.code === 'item.not-found') {
      return null;
    }
    throw error;
  }
}

export async function standingOf(backup: VaultSession, vault: VaultSession, then: Overview): Promise<Standing> {
  const present = presentOf(vault, then.id);
  if (present === null) {
    return 'gone';
  }
  if (present.deletedAt !== null) {
    return 'trash';
  }
  return present.versionId === then.versionId || (await isSameContent(backup, vault, then, present)) ? 'same' : 'changed';
}

/** A version that was restored is another one with the same content. What may not be read counts as changed. */
async function isSameContent(backup: VaultSession, vault: VaultSession, then: Overview, present: Overview): Promise<boolean> {
  if (then.touchRequired || present.touchRequired || JSON.stringify(ownersPart(then)) !== JSON.stringify(ownersPart(present))) {
    return false;
  }
  return JSON.stringify(await backup.details(then.id)) === JSON.stringify(await vault.details(present.id));
}

function ownersPart({ kind, title, urls, tags, collection, favourite, attributes, touchRequired, purgeProtected }: Overview): ItemContent['overview'] {
  return { kind, title, urls, tags, collection, favourite, attributes, touchRequired, purgeProtected };
}

/** Reads what may want a touch of a hardware key, and gets it asked for. */
export type ReadTouched = <T>(session: VaultSession, itemId: string, read: () => Promise<T>) => Promise<T>;

async function contentOf(backup: VaultSession, then: Overview, readTouched: ReadTouched): Promise<ItemContent> {
  return { overview: ownersPart(then), details: await readTouched(backup, then.id, () => backup.details(then.id)) };
}

/** Those with their bytes that the vault's item does not have; content never changes under one id. */
async function attachmentsBeside(backup: VaultSession, itemId: string, content: ItemContent, had: ReadonlySet<string>, readTouched: ReadTouched): Promise<readonly NewAttachment[]> {
  const added: NewAttachment[] = [];
  for (const meta of content.details.attachments) {
    if (!had.has(meta.id)) {
      added.push({ meta, content: await readTouched(backup, itemId, () => backup.attachment(itemId, meta.id)) });
    }
  }
  return added;
}

export async function restoreFromBackup(backup: VaultSession, vault: VaultSession, itemId: string, readTouched: ReadTouched): Promise<Restored> {
  const then = backup.overview(itemId);
  const present = presentOf(vault, itemId);
  if (present === null) {
    const content = await contentOf(backup, then, readTouched);
    // A new id: that the old one was purged for good is remembered, and holds in every copy.
    const { id } = await vault.create(content, 'restore', await attachmentsBeside(backup, itemId, content, new Set(), readTouched));
    return { itemId: id, as: 'new' };
  }
  if ((await standingOf(backup, vault, then)) === 'same') {
    return { itemId, as: 'same' };
  }
  if (vault.history(itemId).some(({ versionId }) => versionId === then.versionId)) {
    await vault.restore(itemId, then.versionId);
    return { itemId, as: 'version' };
  }
  const content = await contentOf(backup, then, readTouched);
  if (present.deletedAt !== null) {
    await vault.recover([itemId]);
  }
  const had = new Set((await readTouched(vault, itemId, () => vault.details(itemId))).attachments.map(({ id }) => id));
  const beside = await attachmentsBeside(backup, itemId, content, had, readTouched);
  await readTouched(vault, itemId, () => vault.update(itemId, vault.overview(itemId).versionId, content, beside, 'restore'));
  return { itemId, as: 'version' };
}
