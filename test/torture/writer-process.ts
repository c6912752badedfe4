/**
 * The process that is killed: opens (or makes) the vault, then does one act after another for ever, saying each before and after.
 * Bundled by `bundle-writer.ts`, started by `start-writer.ts`; not a test.
 */
import { readSync, writeSync } from 'node:fs';
import { setImmediate as soon, setTimeout as wait } from 'node:timers/promises';
import { secureRandom } from '../../electron/crypto/random.ts';
import { openVaultFile } from '../../electron/store/vault-file.ts';
import { createVault } from '../../electron/vault/create-vault.ts';
import { openVault } from '../../electron/vault/open-vault.ts';
import type { VaultSession } from '../../electron/vault/vault-types.ts';
import { VaultFailure } from '../../shared/failure.ts';
import { makeChance } from '../support/seeded-random.ts';
import { floorCost } from '../support/sample-vault.ts';
import { choosePlan } from './choose-acts.ts';
import type { Plan } from './choose-acts.ts';
import { doAct, knownItems } from './do-act.ts';
import { newSlotOf, presentedFor } from './torture-content.ts';
import { applyAct, emptyModel, firstSlot } from './torture-model.ts';
import type { Act } from './torture-model.ts';
import { parseOrder } from './writer-lines.ts';
import type { Order, WriterLine } from './writer-lines.ts';

/** One write for the line, done when it returns: `process.stdout` would hand it to somebody else first. */
function say(line: WriterLine): void {
  const bytes = Buffer.from(`${JSON.stringify(line)}\n`, 'utf8');
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) {
        throw error;
      }
    }
  }
}

function hear(): Order {
  const chunk = Buffer.alloc(65_536);
  let text = '';
  while (!text.endsWith('\n')) {
    const length = readSync(0, chunk);
    if (length === 0) {
      // Whoever would have given the order is gone.
      process.exit(0);
    }
    text += chunk.toString('utf8', 0, length);
  }
  return parseOrder(text);
}

async function openFor(order: Order): Promise<VaultSession> {
  const deps = (file: Awaited<ReturnType<typeof openVaultFile>>) => ({ file, clock: { now: () => Date.now() }, random: secureRandom, device: 'torture' });
  if (order.model) {
    return openVault(deps(await openVaultFile(order.path)), presentedFor(firstSlot), { seen: null });
  }
  say({ said: 'begun', turn: 0, act: { act: 'make' } });
  const file = await openVaultFile(order.path, { create: true });
  const session = await createVault(deps(file), { name: emptyModel().name, slots: [newSlotOf(firstSlot)], cost: floorCost });
  say({ said: 'done', turn: 0, versionId: null, head: session.seenHead() });
  return session;
}

/** The order of a model's items does not matter to it; the first slot of the model opens it, whatever it is called. */
async function write(order: Order): Promise<never> {
  const chance = makeChance(order.seed);
  let number = order.round * 100_000;
  let turn = 0;
  let model = order.model ?? emptyModel();
  let session = await openFor(order);
  let known = knownItems(session);

  async function take(act: Act, signal?: AbortSignal): Promise<void> {
    turn += 1;
    const mine = turn;
    say({ said: 'begun', turn: mine, act });
    const versionId = await doAct(session, known, model, act, signal).catch((error: unknown) => {
      if (signal && error instanceof VaultFailure && (error.code === 'cancelled' || error.code === 'vault.locked')) {
        say({ said: 'called-off', turn: mine });
        return undefined;
      }
      throw error;
    });
    if (versionId !== undefined) {
      say({ said: 'done', turn: mine, versionId, head: locking ? null : session.seenHead() });
      model = applyAct(model, act, versionId);
    }
  }

  let locking = false;
  async function takePlan({ first, meanwhile, calledOff, lockedMeanwhile }: Plan): Promise<void> {
    const calling = new AbortController();
    const taken = [take(first, calling.signal)];
    for (const act of meanwhile) {
      await (chance.oneIn(2) ? soon() : wait(chance.upTo(12)));
      taken.push(take(act));
    }
    if (calledOff) {
      await wait(chance.upTo(40));
      calling.abort();
    }
    if (lockedMeanwhile) {
      await wait(chance.upTo(40));
      locking = true;
      await Promise.all([session.lock(), ...taken]);
      session = await openFor({ ...order, model });
      known = knownItems(session);
      locking = false;
    }
    await Promise.all(taken);
  }

  for (;;) {
    await takePlan(choosePlan(model, chance, () => (number += 1)));
  }
}

say({ said: 'ready' });
await write(hear()).catch((error: unknown) => {
  say({ said: 'broke', why: error instanceof Error ? (error.stack ?? error.message) : 'unknown' });
});
