/**
 * Stories told to a vault on the simulated disk, with a note of what must be seen after each of the disk's calls. Used by
 * `crash-points.ts`; what is done to the vault is that of the property tests (`vault-story.ts`) and a few longer things.
 */
import { openVaultFile } from '../../electron/store/vault-file.ts';
import type { SeenHead, VaultSession } from '../../electron/vault/vault-types.ts';
import { emptyModel, seenIn, take, told } from '../property/vault-story.ts';
import type { Model, Step } from '../property/vault-story.ts';
import { login, makeSetClock, makeVaultIn, newId } from '../support/sample-vault.ts';
import type { SetClock } from '../support/sample-vault.ts';
import { makeSimulatedDisk, simulatedFolder } from '../support/simulated-disk.ts';
import type { DiskOp } from '../support/simulated-disk.ts';

export const storyPath = `${simulatedFolder}/Home.latchkey`;

type Chapter = {
  readonly step: string;
  /** Calls of the disk before it began and when it was acknowledged. */
  readonly from: number;
  readonly to: number;
  readonly before: string;
  readonly after: string;
  readonly headBefore: SeenHead | null;
  readonly headAfter: SeenHead;
};

export type ToldStory = {
  readonly log: readonly DiskOp[];
  readonly clockAt: number;
  /** What may be seen after so many calls; `made` once the vault was acknowledged at all. */
  allowedAfter(calls: number): { readonly step: string; readonly shown: readonly string[]; readonly made: boolean; readonly head: SeenHead | null };
};

export type StoryStep = Step | { readonly act: 'large'; readonly bytes: number } | { readonly act: 'bulk'; readonly items: number; readonly notes: number } | { readonly act: 'compactWhile'; readonly steps: readonly Step[] };

export async function takeStep(session: VaultSession, model: Model, step: StoryStep, clock: SetClock): Promise<Model> {
  switch (step.act) {
    case 'large': {
      const meta = { id: newId(), fileName: 'large.bin', mediaType: '', size: step.bytes };
      const { content, password } = { content: login('large', 'secret large'), password: 'secret large' };
      const { id, versionId } = await session.create(content, 'create', [{ meta, content: Buffer.alloc(step.bytes, 'large') }]);
      const versions = [{ versionId, title: 'large', password, favourite: false }];
      return { ...model, items: new Map(model.items).set(id, { versions, deleted: false, purgeAt: 0 }) };
    }
    case 'bulk': {
      const notes = 'note '.repeat(step.notes / 5);
      const contents = Array.from({ length: step.items }, (_, index) => login(`bulk ${index}`, `secret ${index}`));
      const made = await session.createMany(contents.map((content) => ({ content: { ...content, details: { ...content.details, notes } } })), { change: 'import' });
      const items = new Map(model.items);
      for (const { id, versionId, title } of made) {
        items.set(id, { versions: [{ versionId, title, password: title.replace('bulk', 'secret'), favourite: false }], deleted: false, purgeAt: 0 });
      }
      return { ...model, items };
    }
    case 'compactWhile': {
      const compacting = compactInBackground(session);
      let now = model;
      for (const meanwhile of step.steps) {
        now = await take(session, now, meanwhile, clock);
      }
      await compacting;
      return now;
    }
    default:
      return take(session, model, step, clock);
  }
}

/** Awaited later, or never where an act beside it failed: its own failure is then nobody's. */
function compactInBackground(session: VaultSession): Promise<void> {
  const compacting = session.compact();
  compacting.catch(() => undefined);
  return compacting;
}

/** Everything a vault does, and compaction and rotation in between. */
export const wholeStory: readonly StoryStep[] = [
  { act: 'create', word: 'one' },
  { act: 'createMany', word: 'many' },
  { act: 'update', item: 0, word: 'one again' },
  { act: 'mark', item: 1 },
  { act: 'settings', word: 'Name' },
  { act: 'addSlot' },
  { act: 'remove', item: 1 },
  { act: 'compact' },
  { act: 'recover', item: 1 },
  { act: 'restore', item: 0, version: 0 },
  { act: 'removeSlot' },
  { act: 'remove', item: 2 },
  { act: 'purge', item: 2 },
  { act: 'compactWhile', steps: [{ act: 'create', word: 'meanwhile' }, { act: 'mark', item: 0 }, { act: 'restore', item: 1, version: 0 }, { act: 'remove', item: 1 }, { act: 'purge', item: 1 }] },
  { act: 'addSlot' },
  { act: 'update', item: 0, word: 'last' },
];

/** Details that are made durable before the commit that counts them. */
export const largeStory: readonly StoryStep[] = [{ act: 'create', word: 'small' }, { act: 'large', bytes: 4_400_000 }, { act: 'mark', item: 0 }];

/** An import that is written in several parts while it is sealed. */
export const bulkStory: readonly StoryStep[] = [{ act: 'create', word: 'small' }, { act: 'bulk', items: 24, notes: 400_000 }, { act: 'mark', item: 0 }];

export async function tellStory(steps: readonly StoryStep[]): Promise<ToldStory> {
  const { disk, lock, log } = makeSimulatedDisk();
  const clock = makeSetClock();
  const session = await makeVaultIn(await openVaultFile(storyPath, { create: true, disk, lock }), undefined, clock);
  let model = emptyModel;
  let head = session.seenHead();
  const chapters: Chapter[] = [{ step: 'make', from: 0, to: log.length, before: told(model), after: told(model), headBefore: null, headAfter: head }];
  async function tell(step: string, take: (now: Model) => Promise<Model>): Promise<void> {
    // What compaction does between two acts belongs to the second.
    const from = chapters.at(-1)?.to ?? 0;
    const before = told(model);
    model = await take(model);
    const headAfter = session.seenHead();
    chapters.push({ step, from, to: log.length, before, after: told(model), headBefore: head, headAfter });
    head = headAfter;
  }
  for (const step of steps) {
    if (step.act === 'compactWhile') {
      // Each of the acts is acknowledged while the file is being rewritten, and must be there from then on.
      const compacting = compactInBackground(session);
      for (const meanwhile of step.steps) {
        await tell(`${meanwhile.act} while compacting`, (now) => take(session, now, meanwhile, clock));
      }
      await tell('end of compacting', async (now) => (await compacting, now));
    } else {
      await tell(step.act, (now) => takeStep(session, now, step, clock));
    }
    if (told(await seenIn(session)) !== told(model)) {
      throw new Error(`the vault does not show what the story says after ${step.act}`);
    }
  }
  return {
    log: [...log],
    clockAt: clock.now(),
    allowedAfter(calls) {
      const chapter = chapters.find(({ from, to }) => calls > from && calls <= to);
      if (!chapter) {
        throw new RangeError('beyond the story');
      }
      const { step, to, before, after, headBefore, headAfter } = chapter;
      const isOver = calls === to;
      return { step, shown: isOver ? [after] : [before, after], made: step !== 'make' || isOver, head: isOver ? headAfter : headBefore };
    },
  };
}
