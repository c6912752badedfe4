/**
 * Keeps what this computer remembers of the open vault up to date: the newest head, where it is, what opened it. Nothing of this is
 * needed to open a vault: a full disk or a read-only home keeps nobody out. Called by `vault-desk.ts`.
 */
import type { MachineMemory } from '../store/machine-memory.ts';
import type { SeenHead, VaultSession } from '../vault/vault-types.ts';

export type VaultMemory = {
  /** Remembers a head that is not remembered yet; one that could not be written down is tried again when this is called next. */
  rememberHead(head: SeenHead): void;
  rememberOpening(opened: VaultSession, path: string, at: number): Promise<void>;
  /** Done when nothing is being written down any more. */
  settled(): Promise<void>;
};

export function makeVaultMemory(memory: MachineMemory, trouble: (where: string, error: unknown) => void): VaultMemory {
  /** The last head that is remembered, or being written down. */
  let keptMac = '';
  let failed = false;
  let writing: Promise<void> = Promise.resolve();

  async function write(head: SeenHead): Promise<void> {
    try {
      await memory.rememberHead(head);
      failed = false;
    } catch (error) {
      // A head that is not remembered only means that an older copy may go unnoticed. Logged once, not at every try.
      if (!failed) {
        trouble('remember head', error);
      }
      failed = true;
      if (keptMac === head.mac) {
        keptMac = '';
      }
    }
  }

  return {
    rememberHead(head) {
      if (head.mac !== keptMac) {
        keptMac = head.mac;
        writing = Promise.all([writing, write(head)]).then(() => undefined);
      }
    },
    async rememberOpening(opened, path, at) {
      const slotId = opened.openedWith();
      try {
        await memory.rememberVault({ path, vaultId: opened.vaultId, lastOpenedAt: at });
        if (slotId !== null) {
          await memory.rememberSlotUse(opened.vaultId, slotId, at);
        }
      } catch (error) {
        trouble('remember opening', error);
      }
    },
    settled: () => writing,
  };
}
