/**
 * Other copies of the open vault: found beside it or chosen, looked at, merged, and moved to the system's trash when the user says so. No path
 * comes from the page; what was opened waits under a token and is closed with it.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { OfferedCopy } from '../../shared/merge-report.ts';
import { countsView } from '../desk/describe-merge.ts';
import { readSlots } from '../vault/open-vault.ts';
import type { Presented, SlotInfo, VaultCopy, VaultSession } from '../vault/vault-types.ts';
import type { AssertedKey } from '../hardware-key/key-provider.ts';
import type { Job } from '../desk/jobs.ts';
import type { CallDeps, HeldCopy } from './call-deps.ts';
import type { FollowDerivation } from './follow-derivation.ts';
import type { Handlers } from './answer-call.ts';
import { withPresented } from './unlock-calls.ts';

type Names = 'copy.choose' | 'copy.beside' | 'copy.look' | 'copy.merge' | 'copy.trash' | 'copy.leave' | 'copy.discard';

export function makeCopyCalls(deps: CallDeps, follow: FollowDerivation): Pick<Handlers, Names> {
  const { desk, jobs, window, copies, copyFiles } = deps;
  /** Tokens of copies found beside the vault, by path and fingerprint: listing them again and again makes no new ones. */
  const found = new Map<string, string>();
  /** Copies that the user wants to hear no more of, as they are now. */
  const left = new Set<string>();

  function openPath(): string {
    const path = desk.chosenPath();
    if (path === null) {
      throw new VaultFailure('vault.none');
    }
    return path;
  }

  function offer(held: HeldCopy): OfferedCopy {
    const { name, place } = window.describePlace(held.path);
    return { copyToken: copies.put(held), fileName: name, place };
  }

  function isHeld(token: string): boolean {
    try {
      copies.look(token);
      return true;
    } catch {
      return false;
    }
  }

  async function headerOf(path: string): Promise<{ readonly vaultId: string; readonly slots: readonly SlotInfo[] }> {
    const file = await copyFiles.openFile(path);
    try {
      return await readSlots(file);
    } finally {
      await file.close();
    }
  }

  async function offerFound(session: VaultSession, path: string): Promise<readonly OfferedCopy[]> {
    try {
      const fingerprint = await copyFiles.fingerprint(path);
      const key = `${path}\n${fingerprint}`;
      if (left.has(key) || (await headerOf(path)).vaultId !== session.vaultId) {
        return [];
      }
      const known = found.get(key);
      if (known !== undefined && isHeld(known)) {
        const { name, place } = window.describePlace(path);
        return [{ copyToken: known, fileName: name, place }];
      }
      const offered = offer({ path, fingerprint, opened: null, isMerged: false });
      found.set(key, offered.copyToken);
      return [offered];
    } catch (error) {
      // No vault, or still arriving: not worth a word, it only looks like one.
      if (error instanceof VaultFailure) {
        return [];
      }
      throw error;
    }
  }

  async function openHeld(held: HeldCopy, open: (session: VaultSession) => Promise<VaultCopy>): Promise<VaultCopy> {
    const session = desk.session();
    const fingerprint = await copyFiles.fingerprint(held.path);
    const opened = await open(session);
    try {
      desk.requireStill(session);
    } catch (error) {
      await opened.close();
      throw error;
    }
    const before = held.opened;
    Object.assign(held, { opened, fingerprint, isMerged: false });
    await before?.close();
    return opened;
  }

  /** SECURITY: as for opening the vault: the key's assertion must hold too. */
  async function openPresented(held: HeldCopy, presented: Presented, asserted: AssertedKey | null, job: Job): Promise<VaultCopy> {
    if (asserted !== null && !asserted.assertionHolds) {
      throw new VaultFailure('key.assertion-refused');
    }
    return openHeld(held, async (session) => {
      const file = await copyFiles.openFile(held.path);
      return follow(job, { stage: 'opening' }, (progress) => session.openCopy(file, presented, { progress, signal: job.signal }));
    });
  }

  async function openWithOurKey(held: HeldCopy, job: Job): Promise<VaultCopy | null> {
    try {
      return await openHeld(held, async (session) => {
        const file = await copyFiles.openFile(held.path);
        return session.openCopy(file, null, { progress: (_stage, done, total) => job.progress('opening', done, total), signal: job.signal });
      });
    } catch (error) {
      if (error instanceof VaultFailure && error.code === 'merge.needs-unlock') {
        return null;
      }
      throw error;
    }
  }

  return {
    'copy.choose': async () => {
      const session = desk.session();
      const path = await window.chooseVaultFile();
      desk.requireStill(session);
      if (path === null) {
        return null;
      }
      if (await copyFiles.isSame(path, openPath())) {
        throw new VaultFailure('merge.same-file');
      }
      const { vaultId } = await headerOf(path);
      if (vaultId !== session.vaultId) {
        throw new VaultFailure('merge.other-vault', { fileName: window.describePlace(path).name });
      }
      const fingerprint = await copyFiles.fingerprint(path);
      desk.requireStill(session);
      return offer({ path, fingerprint, opened: null, isMerged: false });
    },

    'copy.beside': async () => {
      const session = desk.session();
      const offered: OfferedCopy[] = [];
      for (const path of await copyFiles.beside(openPath())) {
        offered.push(...(await offerFound(session, path)));
      }
      desk.requireStill(session);
      return { copies: offered, trouble: desk.fileTrouble() };
    },

    'copy.look': ({ jobId, copyToken, passphrase, useKey, recoveryWords }) =>
      jobs.run(jobId, async (job) => {
        const held = copies.look(copyToken);
        const isPresented = passphrase !== null || useKey || recoveryWords !== null;
        const { slots } = await headerOf(held.path);
        const opened = isPresented
          ? await withPresented(deps, slots, { passphrase, useKey, recoveryWords }, job, (presented, asserted) => openPresented(held, presented, asserted, job))
          : await openWithOurKey(held, job);
        if (opened === null) {
          return { is: 'locked', slotKinds: [...new Set(slots.map(({ kind }) => kind))] };
        }
        return { is: 'open', counts: countsView(await desk.session().previewMerge(opened)), tornBytes: opened.tornBytes };
      }),

    'copy.merge': ({ jobId, copyToken }) =>
      jobs.run(jobId, async (job) => {
        const held = copies.look(copyToken);
        const { opened } = held;
        if (opened === null) {
          throw new VaultFailure('merge.expired');
        }
        const counts = await desk.session().merge(opened, {
          progress: (stage, done, total) => job.progress(stage === 'compare' ? 'reading' : 'writing', done, total),
          signal: job.signal,
        });
        // Of a copy that is cut short, nobody knows what is missing; one that was opened anew meanwhile is not the one that was merged.
        held.isMerged = held.opened === opened && opened.tornBytes === 0;
        await desk.tellState();
        return { counts: countsView(counts), canTrash: held.isMerged };
      }),

    'copy.trash': async ({ copyToken }) => {
      const held = copies.look(copyToken);
      // SECURITY: only what was merged, as it was then, and never the open vault itself.
      if (!held.isMerged || (await copyFiles.fingerprint(held.path)) !== held.fingerprint || (await copyFiles.isSame(held.path, openPath()))) {
        throw new VaultFailure('merge.copy-changed');
      }
      await held.opened?.close();
      await copyFiles.trash(held.path);
      copies.drop(copyToken);
      return null;
    },

    'copy.leave': ({ copyToken }) => {
      const { path, fingerprint } = copies.look(copyToken);
      left.add(`${path}\n${fingerprint}`);
      copies.drop(copyToken);
      return null;
    },

    'copy.discard': async ({ copyToken }) => {
      if (isHeld(copyToken)) {
        const held = copies.look(copyToken);
        await held.opened?.close();
        held.opened = null;
      }
      return null;
    },
  };
}
