/** What the browser bridge asks of the application (`browser-link/fill-port.ts`), answered from the desk and what lies around it. Made by main.ts. */
import { VaultFailure } from '../../shared/failure.ts';
import type { FillPort } from '../browser-link/fill-port.ts';
import type { MachineMemory } from '../store/machine-memory.ts';
import type { RecentUse } from './recent-use.ts';
import type { TokenBox } from './token-box.ts';
import type { VaultDesk } from './vault-desk.ts';

type Around = Pick<FillPort, 'now' | 'random' | 'appVersion' | 'locksAt' | 'copy' | 'bringUp'> & {
  readonly desk: VaultDesk;
  readonly memory: MachineMemory;
  /** Brings the window up, and the item's details after the touch. */
  readonly detailsByTouch: FillPort['details'];
  readonly recentUse: RecentUse;
  /** Apart from the window's, so that a browser that lists vaults again and again crowds out nothing there. */
  readonly offeredVaults: TokenBox<string>;
  readonly describePlace: (path: string) => { readonly name: string; readonly place: string };
};

export function serveBrowsers({ desk, memory, recentUse, offeredVaults, describePlace, detailsByTouch, ...port }: Around): FillPort {
  return {
    ...port,
    state: desk.state,
    session: desk.session,
    requireStill: desk.requireStill,
    // Within the minute after a touch the window stays where it is.
    details: (session, itemId) =>
      session.details(itemId).catch((error: unknown) => {
        if (error instanceof VaultFailure && error.code === 'item.needs-touch') {
          return detailsByTouch(session, itemId);
        }
        throw error;
      }),
    noteChanges: desk.noteChanges,
    lock: () => desk.lock('asked'),
    vaults: async () => memory.recentVaults().map(({ path }) => ({ token: offeredVaults.put(path), ...describePlace(path), isChosen: path === desk.chosenPath() })),
    chooseVault: async (token) => {
      await desk.choose(offeredVaults.look(token));
    },
    recentItems: recentUse.of,
    noteUse: recentUse.note,
  };
}
