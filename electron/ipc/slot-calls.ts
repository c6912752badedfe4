/** Ways to open: list, prove, add, rename, withdraw, change the passphrase, make a recovery kit. Each change of what opens the vault needs a proof of its own. */
import { VaultFailure } from '../../shared/failure.ts';
import { mainWords } from '../../shared/main-words.ts';
import type { SlotView } from '../../shared/views.ts';
import { encodeRecoveryCode } from '../desk/recovery-code.ts';
import type { Job } from '../desk/jobs.ts';
import { withPassphrase } from '../desk/passphrase-bytes.ts';
import { effLongList } from '../desk/word-list.ts';
import { recoveryCodeBytes } from '../vault/slots/slot-secret.ts';
import type { GivenTouch, NewSlot, SlotInfo, VaultSession } from '../vault/vault-types.ts';
import type { CallDeps, Proof } from './call-deps.ts';
import type { FollowDerivation } from './follow-derivation.ts';
import type { Handlers } from './answer-call.ts';
import { requireStrong } from './judge-password.ts';
import { shareTouchSoon, withGivenTouch } from './touch-for-slots.ts';
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

export function makeSlotCalls(deps: CallDeps, follow: FollowDerivation): Pick<Handlers, Names> {
  const { desk, jobs, keys, clock, random, memory, window, enrolments, proofs } = deps;

  function view(slot: SlotInfo): SlotView {
    const { slotId, kind, name, createdAt, opensTouchItems } = slot;
    return { slotId, kind, name, createdAt, opensTouchItems, lastUsedAt: memory.slotLastUsedAt(desk.session().vaultId, slotId) };
  }

  function slotOf(slotId: string): SlotInfo {
    const slot = desk.session().slots().find((known) => known.slotId === slotId);
    if (!slot) {
      throw new VaultFailure('slot.not-found');
    }
    return slot;
  }

  /** SECURITY: a proof is good for one change. One that failed leaves it, so that a slip does not cost another touch. */
  function proven<T>(proofToken: string, enough: readonly Proof[], change: () => Promise<T>): Promise<T> {
    return proofs.spend(proofToken, async (proof) => {
      if (!enough.includes(proof)) {
        throw new VaultFailure('request.refused');
      }
      return change();
    });
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

  async function added(job: Job, slot: NewSlot): Promise<SlotView> {
    const made = view(await follow(job, { stage: 'writing' }, (progress) => desk.session().addSlot(slot, { progress })));
    await desk.tellState();
    return made;
  }

  /** The way stays the same to whoever uses it, so it keeps when it was last used; its id is a new one. */
  async function replaced(job: Job, slotId: string, slot: NewSlot): Promise<SlotView> {
    const session = desk.session();
    const usedAt = memory.slotLastUsedAt(session.vaultId, slotId);
    const made = await follow(job, { stage: 'writing' }, (progress) => session.replaceSlot(slotId, slot, { progress, signal: job.signal }));
    if (usedAt !== null) {
      await memory.rememberSlotUse(session.vaultId, made.slotId, usedAt).catch((error: unknown) => deps.trouble('remember slot use', error));
    }
    await desk.tellState();
    return view(made);
  }

  /** Bytes of a passphrase good enough to open the vault with. */
  async function withStrong<T>(passphrase: string, work: (bytes: Uint8Array) => Promise<T>): Promise<T> {
    await requireStrong(passphrase, [desk.session().settings().name]);
    return withPassphrase(passphrase, work);
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
          if (!(await follow(job, { stage: 'checking' }, (progress) => session.prove(presented, { progress })))) {
            throw new VaultFailure(wrongOf(passphrase, recoveryWords));
          }
        });
        // SECURITY: a proof given before a lock is none after it.
        desk.requireStill(session);
        return { proofToken: proofs.put('any') };
      }),

    'slot.addPassphrase': ({ jobId, proofToken, name, passphrase }) =>
      jobs.run(jobId, (job) =>
        proven(proofToken, ['any'], () => withStrong(passphrase, (bytes) => added(job, { kind: 'passphrase', name, passphrase: bytes }))),
      ),

    'slot.addKey': ({ jobId, proofToken, enrolmentToken, name, mode, passphrase }) =>
      jobs.run(jobId, (job) =>
        proven(proofToken, ['any'], () =>
          enrolments.spend(enrolmentToken, async ({ credential, prfOutput: held, touchOutput: heldTouch }) => {
            // SECURITY: a copy of its own. What is held is overwritten when it runs out or the vault is locked, perhaps during the derivation.
            const prfOutput = Uint8Array.from(held);
            const touchOutput = Uint8Array.from(heldTouch);
            try {
              const made = mode === 'key'
                ? await added(job, { kind: 'key', name, credential, prfOutput, touchOutput })
                : await withStrong(passphrase ?? '', (bytes) => added(job, { kind: 'passphrase+key', name, passphrase: bytes, credential, prfOutput, touchOutput }));
              return { ...made, opensTouchItems: await shareTouchSoon(deps, desk.session(), made, job) };
            } finally {
              prfOutput.fill(0);
              touchOutput.fill(0);
            }
          }),
        ),
      ),

    'slot.addRecovery': ({ jobId, proofToken, name }) =>
      jobs.run(jobId, (job) =>
        proven(proofToken, ['any', 'first-kit'], async () => {
          const session = desk.session();
          const code = random(recoveryCodeBytes);
          try {
            await added(job, { kind: 'recovery', name, code });
            const words = encodeRecoveryCode(code, effLongList);
            desk.requireStill(session);
            kitShown.add(session);
            return { words, qrText: words.join(' '), vaultName: session.settings().name, madeAt: clock.now() };
          } finally {
            code.fill(0);
          }
        }),
      ),

    'slot.rename': async ({ slotId, name }) => {
      await desk.session().renameSlot(slotId, name);
      await desk.tellState();
      return null;
    },

    'slot.remove': ({ jobId, proofToken, slotId }) =>
      jobs.run(jobId, (job) =>
        proven(proofToken, ['any'], async () => {
          const session = desk.session();
          const remove = (touch?: GivenTouch): Promise<void> =>
            follow(job, { stage: 'writing' }, (progress) => session.removeSlot(slotId, { progress, signal: job.signal, ...(touch === undefined ? {} : { touch }) }));
          await withGivenTouch(deps, session, job, remove);
          await desk.tellState();
          return null;
        }),
      ),

    'slot.changePassphrase': ({ jobId, proofToken, slotId, passphrase }) =>
      jobs.run(jobId, (job) =>
        proven(proofToken, ['any'], () => {
          const { kind, name, credential } = slotOf(slotId);
          return withStrong(passphrase, async (bytes) => {
            if (kind === 'passphrase') {
              return replaced(job, slotId, { kind: 'passphrase', name, passphrase: bytes });
            }
            if (kind !== 'passphrase+key' || credential === null) {
              throw new VaultFailure('slot.not-found');
            }
            const { assertionHolds, prfOutput } = await keys.assert({ use: 'open', allowed: [{ name, credential }], forItem: null, signal: job.signal });
            try {
              if (!assertionHolds) {
                throw new VaultFailure('key.assertion-refused');
              }
              return await replaced(job, slotId, { kind: 'passphrase+key', name, passphrase: bytes, credential, prfOutput, touchOutput: null });
            } finally {
              prfOutput.fill(0);
            }
          });
        }),
      ),

    'recovery.print': async () => {
      requireKit(desk.session());
      await window.print();
      return null;
    },
    'recovery.savePdf': async () => {
      const session = desk.session();
      requireKit(session);
      return { saved: await window.savePdf(mainWords.kitFile(session.settings().name), () => requireKit(session)) };
    },
    'recovery.close': () => {
      kitShown.delete(desk.session());
      return null;
    },
  };
}
