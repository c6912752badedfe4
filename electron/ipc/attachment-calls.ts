/** Files on their way into and out of items. Paths never come from the page: main's dialogs choose, or the page hands over bytes. */
import { limits } from '../../shared/item.ts';
import { VaultFailure } from '../../shared/failure.ts';
import type { OfferedFile } from '../../shared/views.ts';
import { mediaTypeOf } from '../../shared/media-type.ts';
import { plainFileName } from '../../shared/plain-file-name.ts';
import type { CallDeps, HeldFile } from './call-deps.ts';
import type { Handlers } from './answer-call.ts';
import { openDetails, withTouch, type AskTouchDeps } from './ask-touch.ts';

type Names = 'attachment.choose' | 'attachment.offer' | 'attachment.save';

export function makeAttachmentCalls({ desk, window, files, ...deps }: AskTouchDeps & Pick<CallDeps, 'desk' | 'window' | 'files'>): Pick<Handlers, Names> {
  function offered(file: HeldFile): OfferedFile {
    const { fileName, content, mediaType } = file;
    return { token: files.put(file), fileName, size: content.byteLength, mediaType };
  }

  return {
    'attachment.choose': async () => {
      const session = desk.session();
      const chosen = await window.chooseFiles('attachment', limits.attachmentBytes, () => desk.requireStill(session));
      return chosen.map(offered);
    },

    'attachment.offer': ({ fileName, content }) => {
      const name = plainFileName(fileName, 'file');
      return offered({ fileName: name, content, mediaType: mediaTypeOf(name) });
    },

    'attachment.save': async ({ itemId, attachmentId }) => {
      const session = desk.session();
      const meta = (await openDetails(deps, session, itemId)).attachments.find(({ id }) => id === attachmentId);
      if (!meta) {
        throw new VaultFailure('attachment.not-found');
      }
      return { saved: await window.saveFile(meta.fileName, () => withTouch(deps, session, itemId, () => session.attachment(itemId, attachmentId))) };
    },
  };
}
