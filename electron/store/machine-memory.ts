/**
 * What this computer remembers of the vaults it has opened: the newest head seen (to notice an older copy), when each
 * slot was last used, the last signature counter of each hardware key, and where vaults are. Nothing here is secret,
 * and nothing here is needed to open a vault. Called by `main.ts` and the calls that open vaults.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { id } from '../../shared/ids.ts';
import { instant } from '../../shared/item.ts';
import type { SeenHead } from '../vault/vault-types.ts';
import type { Disk } from './disk.ts';
import { openJsonFile } from './json-file.ts';

const mostRecentVaults = 20;

const count = z.number().int().min(0);
const seenHead = z.object({
  vaultId: id,
  epoch: count,
  generation: count,
  frameCount: count,
  headTag: z.string().max(100),
  mac: z.string().max(100),
});

// Lists, not objects keyed by id: names come out of vault files, and `__proto__` must be an id like any other.
const vaultMemory = z.object({
  vaultId: id,
  seenHead: seenHead.nullable(),
  slots: z.array(z.object({ slotId: z.string().max(200), lastUsedAt: instant })),
  credentials: z.array(z.object({ credentialId: z.string().max(2_000), counter: count })),
});
type VaultMemory = z.infer<typeof vaultMemory>;

const recentVault = z.object({
  path: z.string().min(1).max(32_768),
  vaultId: id.nullable(),
  lastOpenedAt: instant,
});
export type RecentVault = z.infer<typeof recentVault>;

const memory = z.object({
  version: z.literal(1),
  vaults: z.array(vaultMemory),
  recentVaults: z.array(recentVault),
});
type Memory = z.infer<typeof memory>;

export interface MachineMemory {
  seenHead(vaultId: string): SeenHead | null;
  rememberHead(head: SeenHead): Promise<void>;
  /** When a slot last opened its vault here; null for never. */
  slotLastUsedAt(vaultId: string, slotId: string): number | null;
  rememberSlotUse(vaultId: string, slotId: string, atMilliseconds: number): Promise<void>;
  /** The last signature counter of a hardware key; null for none seen. */
  credentialCounter(vaultId: string, credentialId: string): number | null;
  rememberCredentialCounter(vaultId: string, credentialId: string, counter: number): Promise<void>;
  /** Last opened first. */
  recentVaults(): readonly RecentVault[];
  /** Opened (or made) just now; moves to the front. */
  rememberVault(vault: RecentVault): Promise<void>;
  /** Takes a path off the list; what is known of the vault itself stays. */
  forgetVault(path: string): Promise<void>;
}

function withVault(value: Memory, vaultId: string, change: (vault: VaultMemory) => VaultMemory): Memory {
  const known = value.vaults.find((vault) => vault.vaultId === vaultId);
  const changed = change(known ?? { vaultId, seenHead: null, slots: [], credentials: [] });
  return { ...value, vaults: [...value.vaults.filter((vault) => vault.vaultId !== vaultId), changed] };
}

export async function openMachineMemory(
  folder: string,
  options: { readonly disk?: Disk; readonly onSetAside?: (path: string) => void } = {},
): Promise<MachineMemory> {
  const file = await openJsonFile<Memory>({
    path: join(folder, 'machine.json'),
    parser: memory,
    fallback: { version: 1, vaults: [], recentVaults: [] },
    ...options,
  });
  const vaultOf = (vaultId: string) => file.value().vaults.find((vault) => vault.vaultId === vaultId);

  return {
    seenHead: (vaultId) => vaultOf(vaultId)?.seenHead ?? null,
    async rememberHead(head) {
      await file.change((value) => withVault(value, head.vaultId, (vault) => ({ ...vault, seenHead: { ...head } })));
    },
    slotLastUsedAt: (vaultId, slotId) => vaultOf(vaultId)?.slots.find((slot) => slot.slotId === slotId)?.lastUsedAt ?? null,
    async rememberSlotUse(vaultId, slotId, atMilliseconds) {
      await file.change((value) =>
        withVault(value, vaultId, (vault) => ({
          ...vault,
          slots: [...vault.slots.filter((slot) => slot.slotId !== slotId), { slotId, lastUsedAt: atMilliseconds }],
        })),
      );
    },
    credentialCounter: (vaultId, credentialId) =>
      vaultOf(vaultId)?.credentials.find((known) => known.credentialId === credentialId)?.counter ?? null,
    async rememberCredentialCounter(vaultId, credentialId, counter) {
      await file.change((value) =>
        withVault(value, vaultId, (vault) => ({
          ...vault,
          credentials: [...vault.credentials.filter((known) => known.credentialId !== credentialId), { credentialId, counter }],
        })),
      );
    },
    recentVaults: () => file.value().recentVaults,
    async rememberVault(vault) {
      await file.change((value) => ({
        ...value,
        recentVaults: [vault, ...value.recentVaults.filter((known) => known.path !== vault.path)].slice(0, mostRecentVaults),
      }));
    },
    async forgetVault(path) {
      await file.change((value) => ({ ...value, recentVaults: value.recentVaults.filter((known) => known.path !== path) }));
    },
  };
}
