/** What the browser bridge asks of the application (`browser-link/fill-port.ts`), answered from the desk and what lies around it. Made by main.ts. */
import type { FillPort } from '../browser-link/fill-port.ts';
import type { MachineMemory } from '../store/machine-memory.ts';
import type { RecentUse } from './recent-use.ts';
import type { TokenBox } from './token-box.ts';
import type { VaultDesk } from './vault-desk.ts';

type Around = Pick<FillPort, 'now' | 'random' | 'appVersion' | 'locksAt' | 'requireTouch' | 'copy' | 'bringUp'> & {
  readonly desk: VaultDesk;
  readonly memory: MachineMemory;
  readonly recentUse: RecentUse;
  /** Apart from the window's, so that a browser that lists vaults again and again crowds out nothing there. */
  readonly offeredVaults: TokenBox<string>;
  readonly describePlace: (path: string) => { readonly name: string; readonly place: string };
};

export function serveBrowsers({ desk, memory, recentUse, offeredVaults, describePlace, ...port }: Around): FillPort {
  return {
    ...port,
    state: desk.state,
    session: desk.session,
    requireStill: desk.requireStill,
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
