/**
 * Everything an open vault can be made to show, as lines; what it refuses as damaged is counted. With `everywhere`, also what the page
 * asks for: counts, search and order. Used by the fuzz run.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { VaultSession } from '../../electron/vault/vault-types.ts';

export type Shown = { readonly lines: readonly string[]; readonly refused: number };

/** Parts of a vault that may be damaged while the rest of it is shown. */
const damage: readonly string[] = ['item.damaged', 'vault.damaged'];

export async function showVault(session: VaultSession, everywhere = false): Promise<Shown> {
  const lines: string[] = [JSON.stringify(session.settings())];
  let refused = 0;
  async function line(what: string, value: () => Promise<unknown>): Promise<void> {
    try {
      lines.push(`${what} ${JSON.stringify(await value())}`);
    } catch (error) {
      if (!(error instanceof VaultFailure) || !damage.includes(error.code)) {
        throw error;
      }
      refused += 1;
    }
  }
  for (const overview of [...session.overviews()]) {
    const { id } = overview;
    const history = session.history(id);
    lines.push(JSON.stringify([overview, history]));
    for (const { versionId } of history) {
      await line(`${id} ${versionId} is`, () => session.versionOverview(id, versionId));
      await line(`${id} ${versionId} holds`, async () => {
        const details = await session.details(id, versionId);
        const attached = [];
        for (const meta of details.attachments) {
          attached.push(Buffer.from(await session.attachment(id, meta.id)).toString('base64'));
        }
        return [details, attached];
      });
    }
  }
  if (everywhere) {
    session.counts();
    for (const sort of ['relevance', 'title', 'updated', 'created'] as const) {
      session.search({ text: sort === 'relevance' ? 'mail' : '', scope: { in: 'all' }, sort }, 0, 50);
    }
  }
  return { lines, refused };
}
