/**
 * Reads every version of some items, its password, notes and attachment included, and says what is not as the model has it. Also
 * tries which slots open the vault. Used by `check-vault.ts`.
 */
import { openVaultFile } from '../../electron/store/vault-file.ts';
import { openVault } from '../../electron/vault/open-vault.ts';
import type { VaultSession } from '../../electron/vault/vault-types.ts';
import { makeDeps } from '../support/sample-vault.ts';
import { attachedBytes, attachedMeta, notesOf, presentedFor, secretOf } from './torture-content.ts';
import type { ModelItem, ModelSlot, TortureModel } from './torture-model.ts';

export async function lookClosely(session: VaultSession, model: TortureModel, keys: Iterable<string>): Promise<readonly string[]> {
  const ids = new Map([...session.overviews()].map(({ id, collection }) => [collection ?? '', id]));
  const found: string[] = [];
  for (const key of keys) {
    const item = model.items.get(key);
    const id = ids.get(key);
    if (item && id !== undefined) {
      found.push(...(await lookAtItem(session, id, item).catch((error: unknown) => [String(error)])).map((what) => `${key}: ${what}`));
    }
  }
  return found;
}

async function lookAtItem(session: VaultSession, id: string, item: ModelItem): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [index, { versionId }] of session.history(id).toReversed().entries()) {
    const version = item.versions[index];
    if (!version) {
      return ['more versions than there were'];
    }
    const { title, favourite } = await session.versionOverview(id, versionId);
    const { fields, notes } = await session.details(id, versionId);
    const password = fields.find(({ name }) => name === 'password')?.value;
    if (title !== version.word || favourite !== version.favourite) {
      found.push(`version ${index} is called ${title}, not ${version.word}`);
    }
    if (password !== secretOf(version.word) || notes !== notesOf(version.word)) {
      found.push(`version ${index} holds something else`);
    }
    const meta = attachedMeta(version.word);
    if (meta && !Buffer.from(await session.attachment(id, meta.id)).equals(attachedBytes(version.word))) {
      found.push(`version ${index} has another attachment`);
    }
  }
  return found;
}

/** Those of `slots` that open the vault although they are not the model's, or do not although they are. */
export async function trySlots(path: string, model: TortureModel, slots: readonly ModelSlot[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const slot of slots) {
    const isOurs = model.slots.some(({ number }) => number === slot.number);
    const file = await openVaultFile(path, { readOnly: true });
    const opens = await openVault(makeDeps(file), presentedFor(slot), { seen: null }).then(
      async (session) => {
        await session.lock();
        return 'opens';
      },
      async (error: unknown) => {
        await file.close();
        return error instanceof Error ? error.message : 'unknown';
      },
    );
    const isRight = isOurs ? opens === 'opens' : opens.startsWith('unlock.') || opens.startsWith('key.');
    if (!isRight) {
      found.push(`slot ${slot.number} ${isOurs ? 'is there' : 'was withdrawn'}: ${opens}`);
    }
  }
  return found;
}
