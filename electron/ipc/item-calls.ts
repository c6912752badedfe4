/** Items: read, make, change, mark, trash, history. Secrets of a single field leave in `field-calls.ts`. */
import { VaultFailure } from '../../shared/failure.ts';
import { webAddressOf } from '../../shared/web-address.ts';
import type { CallDeps } from './call-deps.ts';
import type { Handlers } from './answer-call.ts';
import { contentOf, newId } from './item-draft.ts';
import { askTouch, openDetails, stopTouches, withTouch } from './ask-touch.ts';
import { historyView, itemView } from './item-view.ts';
import { spendFiles } from './spend-files.ts';
import type { VaultSession } from '../vault/vault-types.ts';

type Names =
  | 'item.read' | 'item.create' | 'item.update' | 'item.touch' | 'item.stopTouch' | 'item.endTouch' | 'item.setFavourite' | 'item.duplicate' | 'item.remove' | 'item.recover' | 'item.purge'
  | 'item.history' | 'item.restore' | 'vault.settings' | 'vault.changeSettings' | 'vault.compact' | 'vault.verify' | 'site.open';

export function makeItemCalls(deps: CallDeps): Pick<Handlers, Names> {
  const { desk, jobs, files, window } = deps;

  /** An item was marked: what the file holds of it from before is sealed too, as far as the disk lets us; else with the next clean-up. */
  async function sealOlder(session: VaultSession): Promise<boolean> {
    try {
      await session.compact();
      return true;
    } catch (error) {
      deps.trouble('seal older versions', error);
      return false;
    }
  }

  return {
    'item.read': ({ itemId, versionId }) => itemView(desk.session(), itemId, versionId),

    'item.create': (draft) =>
      spendFiles(files, draft.newAttachments, async (held) => {
        const { content, attachments } = contentOf(draft, null, held, deps);
        const { id } = await desk.session().create(content, 'create', attachments);
        return { itemId: id };
      }),

    'item.update': ({ itemId, baseVersionId, draft }) =>
      spendFiles(files, draft.newAttachments, async (held) => {
        const session = desk.session();
        const { touchRequired } = session.overview(itemId);
        // Writing needs no touch; taking over what the draft leaves as it is does.
        const before = await openDetails(deps, session, itemId, baseVersionId);
        const { content, attachments } = contentOf(draft, before, held, deps);
        const { versionId } = await withTouch(deps, session, itemId, () => session.update(itemId, baseVersionId, content, attachments));
        return { versionId, olderSealed: touchRequired || !draft.touchRequired || (await sealOlder(session)) };
      }),

    'item.touch': ({ jobId, itemId }) =>
      jobs.run(jobId, async (job) => {
        const session = desk.session();
        await askTouch(deps, session, itemId, job.signal);
        return { touchEndsAt: session.touchedUntil(itemId) ?? deps.clock.now() };
      }),
    'item.stopTouch': () => {
      stopTouches(deps);
      return null;
    },
    'item.endTouch': ({ itemId }) => {
      desk.session().endTouch(itemId);
      return null;
    },

    'item.setFavourite': async ({ itemId, favourite }) => {
      await desk.session().mark(itemId, { favourite });
      return null;
    },

    'item.duplicate': async ({ itemId }) => {
      const session = desk.session();
      const { kind, title, urls, tags, collection, favourite, attributes, touchRequired, purgeProtected } = session.overview(itemId);
      const details = await openDetails(deps, session, itemId);
      // The copy is an item of its own: fresh ids for its fields and attachments, whose content is sealed again.
      const attachments = await Promise.all(
        details.attachments.map(async (meta) => ({ meta: { ...meta, id: newId(deps) }, content: await withTouch(deps, session, itemId, () => session.attachment(itemId, meta.id)) })),
      );
      const { id } = await session.create(
        {
          overview: { kind, title, urls, tags, collection, favourite, attributes, touchRequired, purgeProtected },
          details: { ...details, fields: details.fields.map((field) => ({ ...field, id: newId(deps) })), attachments: attachments.map(({ meta }) => meta) },
        },
        'create',
        attachments,
      );
      return { itemId: id };
    },

    'item.remove': async ({ itemIds }) => {
      await desk.session().remove(itemIds);
      return null;
    },
    'item.recover': async ({ itemIds }) => {
      await desk.session().recover(itemIds);
      return null;
    },
    'item.purge': async ({ itemIds }) => {
      await desk.session().purge(itemIds);
      return null;
    },
    'item.history': ({ itemId }) => historyView(desk.session(), itemId),
    'item.restore': async ({ itemId, versionId }) => ({ versionId: (await desk.session().restore(itemId, versionId)).versionId }),

    'vault.settings': async () => {
      const session = desk.session();
      const { name, retentionDays } = session.settings();
      const path = desk.chosenPath() ?? '';
      return { name, retentionDays, place: path, sizeBytes: await session.sizeBytes(), itemCount: session.counts().all };
    },
    'vault.changeSettings': async ({ name, retentionDays }) => {
      await desk.session().changeSettings({ ...(name === undefined ? {} : { name }), ...(retentionDays === undefined ? {} : { retentionDays }) });
      await desk.tellState();
      return null;
    },
    'vault.compact': ({ jobId }) =>
      jobs.run(jobId, async (job) => {
        await desk.session().compact({ progress: (_stage, done, total) => job.progress('writing', done, total), signal: job.signal });
        return null;
      }),
    'vault.verify': ({ jobId }) =>
      jobs.run(jobId, async (job) => {
        await desk.session().verify({ progress: (_stage, done, total) => job.progress('checking', done, total), signal: job.signal });
        return null;
      }),

    'site.open': async ({ itemId, url }) => {
      // SECURITY: only an address of the item itself, and only the web: no scheme that would start a program.
      const { urls, versionId } = desk.session().overview(itemId);
      const known = urls.some((entry) => entry.url === url);
      if (!known) {
        throw new VaultFailure('request.refused');
      }
      const address = webAddressOf(url);
      if (address === null || !URL.canParse(address)) {
        throw new VaultFailure('site.not-web');
      }
      await window.openSite(address, versionId);
      return null;
    },
  };
}
