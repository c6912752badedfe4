/**
 * The torture itself: one writer after another is killed while it writes into the same vault, and after each kill the vault is held
 * against what was acknowledged. Called by `torture.ts` and, for a few kills, by `torture.test.ts`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeChance } from '../support/seeded-random.ts';
import type { Chance } from '../support/seeded-random.ts';
import { checkVault } from './check-vault.ts';
import type { Expected } from './check-vault.ts';
import { bundleWriter, startWriter } from './start-writer.ts';
import type { Death } from './start-writer.ts';
import { applyAct } from './torture-model.ts';
import type { Act, TortureModel } from './torture-model.ts';
import type { WriterLine } from './writer-lines.ts';

/** After so many kills a new vault is begun; the making of one is killed too. */
const killsAVault = 40;

export type Torture = { readonly kills: number; readonly seed: number; readonly say: (text: string) => void };
export type Tortured = {
  readonly kills: number;
  readonly lost: number;
  readonly unreadable: number;
  readonly acknowledged: number;
  /** Kills that fell into an act. */
  readonly inAct: ReadonlyMap<string, number>;
};

type Story = { readonly folder: string; readonly path: string; readonly model: TortureModel | null; readonly head: Expected['head']; readonly kills: number };

export async function killWriters({ kills, seed, say }: Torture): Promise<Tortured> {
  const script = await bundleWriter();
  const chance = makeChance(seed);
  const counts = { lost: 0, unreadable: 0, acknowledged: 0 };
  const inAct = new Map<string, number>();
  let story = await newStory();
  let writer = startWriter(script);
  for (let kill = 1; kill <= kills; kill += 1) {
    const order = { path: story.path, seed: chance.upTo(2 ** 31), round: story.kills + 1, model: story.model };
    const lines = await writer.run(order, momentOfDeath(chance));
    // The next one loads while this one's work is looked at.
    writer = startWriter(script);
    const heard = hear(lines, story);
    counts.acknowledged += heard.acknowledged;
    heard.inDoubt.forEach(({ act }) => inAct.set(act, (inAct.get(act) ?? 0) + 1));
    const isLast = story.kills + 1 === killsAVault || kill === kills;
    const checked = heard.model ? await checkVault(story.path, { ...heard, model: heard.model }, chance, isLast) : ({ outcome: 'good', model: null } as const);
    const why = [...heard.broke, ...('why' in checked ? checked.why : [])];
    if (why.length > 0) {
      counts[checked.outcome === 'unreadable' ? 'unreadable' : 'lost'] += 1;
      say(`kill ${kill} of seed ${seed}, in ${heard.inDoubt.map(({ act }) => act).join(', ') || 'no act'}; kept in ${story.folder}\n  ${why.slice(0, 10).join('\n  ')}`);
    }
    // A vault that was not yet acknowledged when its maker was killed is no vault yet.
    const goesOn = checked.outcome === 'good' && checked.model !== null && why.length === 0 && !isLast;
    if (!goesOn && why.length === 0) {
      await rm(story.folder, { recursive: true, force: true });
    }
    story = goesOn ? { ...story, model: checked.model, head: heard.head, kills: story.kills + 1 } : await newStory();
    if (kill % 50 === 0) {
      say(`${kill} kills, ${counts.acknowledged} acts acknowledged`);
    }
  }
  await writer.kill();
  await rm(script, { force: true });
  await rm(story.folder, { recursive: true, force: true });
  return { kills, ...counts, inAct };
}

async function newStory(): Promise<Story> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-torture-'));
  return { folder, path: join(folder, 'Torture.latchkey'), model: null, head: null, kills: 0 };
}

/** From before the vault is open to the midst of a long import. */
function momentOfDeath(chance: Chance): Death {
  const milliseconds = chance.weighted([
    [6, chance.upTo(15)],
    [3, chance.upTo(60)],
    [1, chance.upTo(400)],
  ]);
  return { afterLines: chance.oneIn(8) ? 0 : 1 + chance.upTo(24), milliseconds };
}

type Heard = Omit<Expected, 'model'> & { readonly model: TortureModel | null; readonly acknowledged: number; readonly broke: readonly string[] };

/** What the writer's lines come to: the model of what it acknowledged, and what it had begun besides. */
function hear(lines: readonly WriterLine[], story: Story): Heard {
  let { model, head } = story;
  const open = new Map<number, Act>();
  const since: Act[] = [];
  const broke: string[] = [];
  let acknowledged = 0;
  for (const line of lines) {
    switch (line.said) {
      case 'ready':
        break;
      case 'begun':
        open.set(line.turn, line.act);
        since.push(line.act);
        break;
      case 'done': {
        const act = open.get(line.turn);
        if (act) {
          model = model || act.act === 'make' ? applyAct(model ?? { name: '', items: new Map(), slots: [] }, act, line.versionId) : null;
        }
        open.delete(line.turn);
        head = line.head ?? head;
        acknowledged += 1;
        break;
      }
      case 'called-off':
        open.delete(line.turn);
        break;
      case 'broke':
        broke.push(line.why);
        break;
    }
  }
  return { model, inDoubt: [...open.values()], since, head, acknowledged, broke };
}

