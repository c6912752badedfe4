/** Ways to open: list, prove, add, rename, withdraw, change the passphrase, make a recovery kit. Each change of what opens the vault needs a proof of its own. */
import { VaultFailure } from '../../shared/failure.ts';
import type { SlotView } from '../../shared/views.ts';
import { encodeRecoveryCode, recoveryCodeBytes } from '../desk/recovery-code.ts';
import { withPassphrase } from '../desk/passphrase-bytes.ts';
import { effLongList } from '../desk/word-list.ts';
import type { NewSlot, SlotInfo, VaultSession } from '../vault/vault-types.ts';
import type { CallDeps, Proof } from './call-deps.ts';
import { followDerivation } from './follow-derivation.ts';
import type { Handlers } from './answer-call.ts';
import { withPresented } from './unlock-calls.ts';

type Names =
  | 'slot.list' | 'slot.prove' | 'slot.addPassphrase' | 'slot.addKey' | 'slot.addRecovery' | 'slot.rename' | 'slot.remove' | 'slot.changePassphrase'
  | 'recovery.print' | 'recovery.savePdf' | 'recovery.close';

function wrongOf(passphrase: string | null, recoveryWords: string | null): 'unlock.wrong-passphrase' | 'unlock.wrong-recovery-code' | 'key.not-recognised' {
  if (passphrase !== null) {
    return 'unlock.wrong-passphrase';
  }
  return recoveryWords === null ? 'key.not-recognised' : 'unlock.wrong-recovery-code';
}

export function makeSlotCalls(deps: CallDeps): Pick<Handlers, Names> {
  const { desk, jobs, keys, clock, random, memory, window, enrolments, proofs } = deps;

  function view(slot: SlotInfo): SlotView {
    const { slotId, kind, name, createdAt } = slot;
    return { slotId, kind, name, createdAt, lastUsedAt: memory.slotLastUsedAt(desk.session().vaultId, slotId) };
  }

  function slotOf(slotId: string): SlotInfo {
    const slot = desk.session().slots().find((known) => known.slotId === slotId);
    if (!slot) {
      throw new VaultFailure('slot.not-found');
    }
    return slot;
  }

  /** SECURITY: a proof is good for one change. One that failed leaves it, so that a slip does not cost another touch. */
  async function proven<T>(proofToken: string, enough: readonly Proof[], change: () => Promise<T>): Promise<T> {
    if (!enough.includes(proofs.look(proofToken))) {
      throw new VaultFailure('request.refused');
    }
    const changed = await change();
    proofs.drop(proofToken);
    return changed;
  }

  /** Sessions whose page shows a recovery kit. */
  const kitShown = new WeakSet<VaultSession>();

  /** Throws once that session is locked or its page has left the kit. */
  function requireKit(session: VaultSession): void {
    desk.requireStill(session);
    if (!kitShown.has(session)) {
      throw new VaultFailure('request.refused');
    }
  }

  async function added(slot: NewSlot): Promise<SlotView> {
    const made = view(await desk.session().addSlot(slot));
    await desk.tellState();
    return made;
  }

  return {
    'slot.list': () => desk.session().slots().map(view),

    'slot.prove': ({ jobId, passphrase, useKey, recoveryWords }) =>
      jobs.run(jobId, async (job) => {
        if (passphrase === null && !useKey && recoveryWords === null) {
          if (!desk.takeFreshlyMade()) {
            throw new VaultFailure('unlock.no-slot');
          }
          return { proofToken: proofs.put('first-kit') };
        }
        const session = desk.session();
        await withPresented(deps, session.slots(), { passphrase, useKey, recoveryWords }, job, async (presented, asserted) => {
          if (asserted !== null && !asserted.assertionHolds) {
            throw new VaultFailure('key.assertion-refused');
          }
          if (!(await followDerivation(job, 1_000, () => session.prove(presented)))) {
            throw new VaultFailure(wrongOf(passphrase, recoveryWords));
          }
        });
        // SECURITY: a proof given before a lock is none after it.
        desk.requireStill(session);
        return { proofToken: proofs.put('any') };
      }),

    'slot.addPassphrase': ({ jobId, proofToken, name, passphrase }) =>
      jobs.run(jobId, (job) =>
        proven(proofToken, ['any'], () =>
          withPassphrase(passphrase, (bytes) => followDerivation(job, 1_000, () => added({ kind: 'passphrase', name, passphrase: bytes }))),
        ),
      ),

    'slot.addKey': ({ jobId, proofToken, enrolmentToken, name, mode, passphrase }) =>
      jobs.run(jobId, (job) => proven(proofToken, ['any'], async () => {
        const { credential, prfOutput: held } = enrolments.look(enrolmentToken);
        // SECURITY: a copy of its own. What is held is overwritten when it runs out or the vault is locked, perhaps during the derivation.
        const prfOutput = Uint8Array.from(held);
        try {
        const made =
          mode === 'key'
            ? await added({ kind: 'key', name, credential, prfOutput })
            : await withPassphrase(passphrase ?? '', (bytes) => {
                if (bytes.length === 0) {
                  throw new VaultFailure('passphrase.too-short');
                }
                return followDerivation(job, 1_000, () => added({ kind: 'passphrase+key', name, passphrase: bytes, credential, prfOutput }));
              });
        enrolments.drop(enrolmentToken);
        return made;
        } finally {
          prfOutput.fill(0);
        }
      })),

    'slot.addRecovery': ({ jobId, proofToken, name }) =>
      jobs.run(jobId, () => proven(proofToken, ['any', 'first-kit'], async () => {
        const session = desk.session();
        const code = random(recoveryCodeBytes);
        try {
          await added({ kind: 'recovery', name, code });
          const words = encodeRecoveryCode(code, effLongList);
          desk.requireStill(session);
          kitShown.add(session);
          return { words, qrText: words.join(' '), vaultName: session.settings().name, madeAt: clock.now() };
        } finally {
          code.fill(0);
        }
      })),

    'slot.rename': async ({ slotId, name }) => {
      await desk.session().renameSlot(slotId, name);
      await desk.tellState();
      return null;
    },

    'slot.remove': ({ jobId, proofToken, slotId }) =>
      jobs.run(jobId, (job) =>
        proven(proofToken, ['any'], async () => {
          await desk.session().removeSlot(slotId, { progress: (_stage, done, total) => job.progress('writing', done, total), signal: job.signal });
          await desk.tellState();
          return null;
        }),
      ),

    'slot.changePassphrase': ({ jobId, proofToken, slotId, passphrase }) =>
      jobs.run(jobId, (job) => proven(proofToken, ['any'], async () => {
        const slot = slotOf(slotId);
        const { name, credential } = slot;
        const progress = { progress: (_stage: string, done: number, total: number) => job.progress('writing', done, total), signal: job.signal };
        return withPassphrase(passphrase, async (bytes) => {
          if (slot.kind === 'passphrase') {
            return view(await desk.session().replaceSlot(slotId, { kind: 'passphrase', name, passphrase: bytes }, progress));
          }
          if (slot.kind !== 'passphrase+key' || credential === null) {
            throw new VaultFailure('slot.not-found');
          }
          const asserted = await keys.assert({ allowed: [{ name, credential }], signal: job.signal });
          try {
            if (!asserted.assertionHolds) {
              throw new VaultFailure('key.assertion-refused');
            }
            const { prfOutput } = asserted;
            return view(await desk.session().replaceSlot(slotId, { kind: 'passphrase+key', name, passphrase: bytes, credential, prfOutput }, progress));
          } finally {
            asserted.prfOutput.fill(0);
          }
        });
      })),

    'recovery.print': async () => {
      requireKit(desk.session());
      await window.print();
      return null;
    },
    'recovery.savePdf': async () => {
      const session = desk.session();
      requireKit(session);
      return { saved: await window.savePdf(`${session.settings().name} recovery kit.pdf`, () => requireKit(session)) };
    },
    'recovery.close': () => {
      kitShown.delete(desk.session());
      return null;
    },
  };
}
