/**
 * Sharing: chosen fields sealed as an age file, and age files opened for a look before anything is taken in. What was sealed
 * or opened waits here under a token; the page gets armoured text, titles, and values that are not concealed.
 */
import { fileLimits } from '../../shared/file-limits.ts';
import { VaultFailure } from '../../shared/failure.ts';
import type { Gives, Parsed } from '../../shared/contract.ts';
import type { FieldType } from '../../shared/item.ts';
import { mainWords } from '../../shared/main-words.ts';
import { withTyped } from '../desk/passphrase-bytes.ts';
import { openShare, isIdentity, type OpenWith } from '../share/open-share.ts';
import { readAgeFile } from '../share/read-age-file.ts';
import type { ReceivedItem } from '../share/received-item.ts';
import { requireRecipients, sealShare, type SealFor } from '../share/seal-share.ts';
import type { ShareChoice } from '../share/share-document.ts';
import { makeSharingIdentity, recipientOf } from '../share/sharing-identity.ts';
import type { ItemContent, VaultSession } from '../vault/vault-types.ts';
import type { CallDeps, OfferedShare } from './call-deps.ts';
import type { Handlers } from './answer-call.ts';
import { openDetails, withTouch } from './ask-touch.ts';
import { newId } from './item-draft.ts';

type Names =
  | 'share.address' | 'share.makeAddress' | 'share.seal' | 'share.save' | 'share.chooseFile' | 'share.offer' | 'share.open' | 'share.take' | 'share.discard';

type Chosen = Parsed<'share.seal'>['items'][number];
type Preview = Gives<'share.open'>['items'][number];

function previewOf({ content, attachments }: ReceivedItem, index: number): Preview {
  const { overview, details } = content;
  return {
    index,
    kind: overview.kind,
    title: overview.title,
    fields: details.fields.map(({ label, name, concealed, value }) => ({ label, name, concealed, value: concealed ? null : value })),
    notes: details.notes,
    urls: overview.urls.map(({ url }) => url),
    attachments: attachments.map(({ meta }) => ({ fileName: meta.fileName, size: meta.size })),
  };
}

function identityItem(identity: string, recipient: string, makeId: () => string): ItemContent {
  const field = (name: string, type: FieldType, value: string) => ({ id: makeId(), name, label: '', value, concealed: type === 'secret', type });
  return {
    overview: {
      kind: 'key', title: mainWords.sharingIdentity, urls: [], tags: [], collection: null, favourite: false,
      attributes: { enabled: true, notBefore: null, expires: null }, touchRequired: false, purgeProtected: false,
    },
    details: {
      fields: [field('algorithm', 'text', mainWords.sharingAlgorithm), field('private-key', 'secret', identity), field('public-key', 'multiline', recipient)],
      notes: '',
      attachments: [],
    },
  };
}

export function makeShareCalls(deps: CallDeps): Pick<Handlers, Names> {
  const { desk, jobs, window, offers, sealed, clock, random } = deps;

  /** The vault's own identity, out of its item; null where there is none yet, or its owner threw it away. */
  async function ownIdentity(session: VaultSession): Promise<string | null> {
    const { sharingItemId } = session.settings();
    if (sharingItemId === null || !session.holds(sharingItemId)) {
      return null;
    }
    const { fields } = await openDetails(deps, session, sharingItemId);
    return fields.find(({ name }) => name === 'private-key')?.value ?? null;
  }

  /** One at a time for each session: two calls at once must not make two. */
  const making = new WeakMap<VaultSession, Promise<string>>();

  function findOrMakeIdentity(session: VaultSession): Promise<string> {
    const made = making.get(session) ?? ownIdentity(session).then((own) => own ?? makeIdentity(session)).finally(() => making.delete(session));
    making.set(session, made);
    return made;
  }

  async function makeIdentity(session: VaultSession): Promise<string> {
    const { identity, recipient } = await makeSharingIdentity();
    await session.createSharingItem(identityItem(identity, recipient, () => newId(deps)));
    return identity;
  }

  async function choiceOf(session: VaultSession, chosen: Chosen): Promise<ShareChoice> {
    const overview = session.overview(chosen.itemId);
    const details = await openDetails(deps, session, chosen.itemId);
    const attachments = chosen.withAttachments
      ? await Promise.all(details.attachments.map(async (meta) => ({ meta, content: await withTouch(deps, session, chosen.itemId, () => session.attachment(chosen.itemId, meta.id)) })))
      : [];
    return { overview, details, fieldIds: chosen.fieldIds, withUrls: chosen.withUrls, withNotes: chosen.withNotes, attachments };
  }

  /** Recipients whom the user said yes to since the vault was opened. */
  const confirmed = new WeakMap<VaultSession, Set<string>>();

  /** SECURITY: a passphrase is asked about every time, a recipient once for each time the vault is opened. Nothing secret is read before. */
  async function askWhereNew(session: VaultSession, items: readonly Chosen[], recipients: readonly string[] | null): Promise<void> {
    const known = confirmed.get(session) ?? new Set<string>();
    const unknown = recipients?.filter((recipient) => !known.has(recipient)) ?? null;
    if (unknown?.length === 0) {
      return;
    }
    const overviews = items.map(({ itemId }) => session.overview(itemId));
    const question = {
      items: overviews.map(({ title }) => title),
      fieldCount: items.reduce((sum, { fieldIds }) => sum + fieldIds.length, 0),
      urlCount: overviews.reduce((sum, { urls }, place) => sum + (items[place]?.withUrls === true ? urls.length : 0), 0),
      withNotes: items.some(({ withNotes }) => withNotes),
      attachmentCount: overviews.reduce((sum, { attachmentCount }, place) => sum + (items[place]?.withAttachments === true ? attachmentCount : 0), 0),
      recipients: unknown,
    };
    if (question.fieldCount + question.urlCount + question.attachmentCount === 0 && !question.withNotes) {
      throw new VaultFailure('share.nothing-chosen');
    }
    if (!(await window.askToShare(question))) {
      throw new VaultFailure('share.declined');
    }
    desk.requireStill(session);
    confirmed.set(session, new Set([...known, ...(unknown ?? [])]));
  }

  async function offer(session: VaultSession, fileName: string, content: Uint8Array): Promise<Gives<'share.offer'>> {
    const file = await readAgeFile(content);
    desk.requireStill(session);
    const held: OfferedShare = { file, fileName, opened: null };
    return { offerToken: offers.put(held), needs: file.opensWith.needs === 'passphrase' ? 'passphrase' : 'identity' };
  }

  /** Says as much as the user can act on: an identity of one's own that is none, before "not for us". */
  async function openWith(passphrase: string | null, identity: string | null, open: (presented: OpenWith) => Promise<readonly ReceivedItem[]>) {
    if (passphrase !== null) {
      return withTyped(passphrase, (bytes) => open({ passphrase: bytes }));
    }
    if (identity !== null) {
      const identities = identity.split(/\s+/u).filter((word) => word.startsWith('AGE-SECRET-KEY-'));
      if (identities.length === 0 || !identities.every(isIdentity)) {
        throw new VaultFailure('share.bad-recipient', { check: 'identity' });
      }
      return open({ identities });
    }
    const own = await ownIdentity(desk.session());
    return open({ identities: own === null ? [] : [own] });
  }

  return {
    'share.address': async () => {
      const own = await ownIdentity(desk.session());
      return { recipient: own === null ? null : await recipientOf(own) };
    },

    'share.makeAddress': async () => ({ recipient: await recipientOf(await findOrMakeIdentity(desk.session())) }),

    'share.seal': ({ jobId, items, to }) =>
      jobs.run(jobId, async (job) => {
        const session = desk.session();
        await askWhereNew(session, items, to.by === 'recipients' ? requireRecipients(to.recipients) : null);
        job.signal.throwIfAborted();
        job.progress('sealing', 0, items.length);
        const choices: ShareChoice[] = [];
        for (const item of items) {
          choices.push(await choiceOf(session, item));
          job.progress('sealing', choices.length, items.length);
          job.signal.throwIfAborted();
        }
        const seal = (by: SealFor) => sealShare(choices, by);
        const { binary, armored } =
          to.by === 'recipients' ? await seal(to) : await withTyped(to.passphrase, (passphrase) => seal({ by: 'passphrase', passphrase }));
        desk.requireStill(session);
        return { shareToken: sealed.put(binary), armored };
      }),

    'share.save': async ({ shareToken }) => ({ saved: await window.saveFile(mainWords.shareFile, () => Promise.resolve(sealed.look(shareToken))) }),

    'share.chooseFile': async () => {
      const session = desk.session();
      const [file] = await window.chooseFiles('share', fileLimits.share, () => desk.requireStill(session));
      return file === undefined ? null : { ...(await offer(session, file.fileName, file.content)), fileName: file.fileName };
    },
    'share.offer': ({ fileName, content }) => offer(desk.session(), fileName, content),

    'share.open': ({ jobId, offerToken, passphrase, identity }) =>
      jobs.run(jobId, async (job) => {
        const session = desk.session();
        const held = offers.look(offerToken);
        job.progress('opening', 0, 1);
        const opened = await openWith(passphrase, identity, (presented) => openShare(held.file, presented, held.fileName, { clock, random }));
        desk.requireStill(session);
        held.opened = opened;
        job.progress('opening', 1, 1);
        return { items: opened.map(previewOf) };
      }),

    'share.take': ({ offerToken, indexes }) =>
      offers.spend(offerToken, async ({ opened }) => {
        const chosen = [...new Set(indexes)].flatMap((index) => opened?.[index] ?? []);
        if (chosen.length === 0) {
          throw new VaultFailure('share.nothing-chosen');
        }
        const taken = await desk.session().createMany(chosen, { change: 'receive' });
        return { itemIds: taken.map(({ id }) => id) };
      }),

    'share.discard': ({ offerToken }) => {
      offers.drop(offerToken);
      return null;
    },
  };
}
