/** Items: read, make, change, mark, trash, history. Secrets of a single field leave in `field-calls.ts`. */
import { VaultFailure } from '../../shared/failure.ts';
import { webAddressOf } from '../../shared/web-address.ts';
import type { CallDeps } from './call-deps.ts';
import type { Handlers } from './answer-call.ts';
import { contentOf, newId } from './item-draft.ts';
import { historyView, itemView } from './item-view.ts';
import { requireNoTouch } from './require-no-touch.ts';
import { spendFiles } from './spend-files.ts';

type Names =
  | 'item.read' | 'item.create' | 'item.update' | 'item.setFavourite' | 'item.duplicate' | 'item.remove' | 'item.recover' | 'item.purge'
  | 'item.history' | 'item.restore' | 'vault.settings' | 'vault.changeSettings' | 'vault.compact' | 'vault.verify' | 'site.open';

export function makeItemCalls(deps: CallDeps): Pick<Handlers, Names> {
  const { desk, jobs, files, window } = deps;

  return {
    'item.read': ({ itemId, versionId }) => itemView(desk.session(), itemId, versionId),

    'item.create': (draft) =>
      spendFiles(files, draft.newAttachments, async (held) => {
        const { content, attachments } = contentOf(draft, null, held, false, deps);
        const { id } = await desk.session().create(content, 'create', attachments);
        return { itemId: id };
      }),

    'item.update': ({ itemId, baseVersionId, draft }) =>
      spendFiles(files, draft.newAttachments, async (held) => {
        const session = desk.session();
        requireNoTouch(session.overview(itemId));
        const before = await session.details(itemId, baseVersionId);
        const { content, attachments } = contentOf(draft, before, held, false, deps);
        const { versionId } = await session.update(itemId, baseVersionId, content, attachments);
        return { versionId };
      }),

    'item.setFavourite': async ({ itemId, favourite }) => {
      await desk.session().mark(itemId, { favourite });
      return null;
    },

    'item.duplicate': async ({ itemId }) => {
      const session = desk.session();
      const { kind, title, urls, tags, collection, favourite, attributes, touchRequired, purgeProtected } = session.overview(itemId);
      requireNoTouch({ touchRequired });
      const details = await session.details(itemId);
      // The copy is an item of its own: fresh ids for its fields and attachments, whose content is sealed again.
      const attachments = await Promise.all(
        details.attachments.map(async (meta) => ({ meta: { ...meta, id: newId(deps) }, content: await session.attachment(itemId, meta.id) })),
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
