/**
 * Opening: makes a vault, opens one with what the person presents. Not here: the hardware key itself (`key-calls.ts`).
 * Order: the touch first, then the derivation; whatever was presented is overwritten when the call ends.
 */
import { calibrateKdf } from '../crypto/calibrate-kdf.ts';
import { VaultFailure } from '../../shared/failure.ts';
import { judgeKitWords } from '../desk/judge-kit-words.ts';
import { mainWords } from '../../shared/main-words.ts';
import type { AppState, OpenNoticeName } from '../../shared/views.ts';
import { parseRecoveryCode } from '../desk/recovery-code.ts';
import { passphraseBytes, withPassphrase } from '../desk/passphrase-bytes.ts';
import { effLongList } from '../desk/word-list.ts';
import type { Job } from '../desk/jobs.ts';
import type { AssertedKey } from '../hardware-key/key-provider.ts';
import type { OpenedVault } from '../desk/vault-desk.ts';
import { tellDerivation } from '../vault/slots/tell-derivation.ts';
import type { NewSlot, Presented, SlotInfo } from '../vault/vault-types.ts';
import type { CallDeps } from './call-deps.ts';
import type { Handlers } from './answer-call.ts';
import type { FollowDerivation } from './follow-derivation.ts';
import { requireStrong } from './judge-password.ts';
import { namedCredentials } from './named-credentials.ts';

/** Gathers what was presented, hands it on, and overwrites it. */
export async function withPresented<T>(
  { keys }: CallDeps,
  slots: readonly SlotInfo[],
  given: { readonly passphrase: string | null; readonly useKey: boolean; readonly recoveryWords: string | null },
  job: Job,
  work: (presented: Presented, asserted: AssertedKey | null) => Promise<T>,
): Promise<T> {
  const recoveryCode = given.recoveryWords === null ? null : parseRecoveryCode(given.recoveryWords, effLongList);
  const passphrase = given.passphrase === null ? null : passphraseBytes(given.passphrase);
  let asserted: AssertedKey | null = null;
  try {
    if (given.useKey) {
      const usable = slots.filter((slot) => slot.kind === 'key' || (slot.kind === 'passphrase+key' && passphrase !== null));
      job.progress('touch', 0, 1);
      asserted = await keys.assert({ use: 'open', allowed: namedCredentials(usable), forItem: null, signal: job.signal });
      job.progress('touch', 1, 1);
    }
    const presented: Presented = {
      ...(passphrase === null ? {} : { passphrase }),
      ...(asserted === null ? {} : { hardwareKey: { credentialId: asserted.credentialId, prfOutput: asserted.prfOutput } }),
      ...(recoveryCode === null ? {} : { recoveryCode }),
    };
    return await work(presented, asserted);
  } finally {
    passphrase?.fill(0);
    recoveryCode?.fill(0);
    asserted?.prfOutput.fill(0);
  }
}

/** Which of the two failed, as hardware-keys.md asks: the vault stays shut unless both the assertion and the unwrap hold. */
export async function openChecked<T extends Pick<OpenedVault, 'session'>>(asserted: AssertedKey | null, slots: readonly SlotInfo[], open: () => Promise<T>): Promise<T> {
  let opened: T;
  try {
    opened = await open();
  } catch (error) {
    if (!(error instanceof VaultFailure) || asserted === null || !['unlock.wrong-passphrase', 'key.not-recognised', 'vault.damaged'].includes(error.code)) {
      throw error;
    }
    if (!asserted.assertionHolds) {
      throw new VaultFailure('key.assertion-refused');
    }
    const slot = slots.find(({ credential }) => credential?.credentialId === asserted.credentialId);
    throw slot?.kind === 'key' && error.code !== 'vault.damaged' ? new VaultFailure('key.assertion-passed-unwrap-failed') : error;
  }
  if (asserted !== null && !asserted.assertionHolds) {
    await opened.session.lock();
    throw new VaultFailure('key.unwrap-passed-assertion-failed');
  }
  return opened;
}

/** A counter that does not grow hints at a copy of the key; keys without one always say 0 (WebAuthn level 3, section 6.1.1). */
async function checkCounter({ memory, trouble }: CallDeps, vaultId: string, asserted: AssertedKey | null): Promise<readonly OpenNoticeName[]> {
  if (asserted === null) {
    return [];
  }
  const before = memory.credentialCounter(vaultId, asserted.credentialId);
  await memory.rememberCredentialCounter(vaultId, asserted.credentialId, asserted.counter).catch((error: unknown) => trouble('remember counter', error));
  const counts = asserted.counter !== 0 || (before ?? 0) !== 0;
  return before !== null && counts && asserted.counter <= before ? ['counter-stepped-back'] : [];
}

type Names = 'vault.create' | 'unlock.open' | 'unlock.judgeWords';

export function makeUnlockCalls(deps: CallDeps, follow: FollowDerivation): Pick<Handlers, Names> {
  const { desk, jobs, clock, kdf, window, places, enrolments } = deps;

  return {
    'vault.create': ({ jobId, name, placeToken, passphrase, enrolmentToken, keyName }) =>
      jobs.run(jobId, async (job) => {
        await requireStrong(passphrase, [name]);
        const place = placeToken === null ? await window.defaultVaultPlace(name) : places.look(placeToken);
        const make = (slotOf: (bytes: Uint8Array) => NewSlot): Promise<AppState> =>
          // One line for both: measuring this computer takes up to three derivations, the vault's own is one more.
          follow(job, { stage: 'writing', milliseconds: 3_000 }, async (progress) => {
            const cost = await calibrateKdf({ kdf: tellDerivation(kdf, progress), clock });
            return withPassphrase(passphrase, (bytes) => desk.create(place, { name, slots: [slotOf(bytes)], cost, progress }, job.signal));
          });
        if (enrolmentToken === null) {
          return make((bytes) => ({ kind: 'passphrase', name: mainWords.passphraseName, passphrase: bytes }));
        }
        // Good once, and again where it failed: a place that refused the file does not cost another three touches.
        return enrolments.spend(enrolmentToken, async ({ credential, prfOutput: held, touchOutput: heldTouch }) => {
          // SECURITY: a copy of its own. What is held is overwritten when it runs out, perhaps during the derivation.
          const prfOutput = Uint8Array.from(held);
          const touchOutput = Uint8Array.from(heldTouch);
          return make((bytes) => ({ kind: 'passphrase+key', name: keyName ?? mainWords.keyName, passphrase: bytes, credential, prfOutput, touchOutput })).finally(() => {
            prfOutput.fill(0);
            touchOutput.fill(0);
          });
        });
      }),

    'unlock.open': ({ jobId, passphrase, useKey, recoveryWords, acceptRollback }) =>
      jobs.run(jobId, async (job) => {
        if (desk.isOpen()) {
          return desk.state();
        }
        const slots = await desk.chosenSlots();
        return withPresented(deps, slots, { passphrase, useKey, recoveryWords }, job, async (presented, asserted) => {
          const opened = await openChecked(asserted, slots, () =>
            follow(job, { stage: 'opening' }, (progress) => desk.open(presented, { acceptRollback, progress, signal: job.signal })),
          );
          const notices = await checkCounter(deps, opened.session.vaultId, asserted);
          return desk.admit(opened, acceptRollback ? [...notices, 'rollback-accepted'] : notices);
        });
      }),

    'unlock.judgeWords': ({ words }) => ({ wrong: [...judgeKitWords(words)] }),
  };
}
