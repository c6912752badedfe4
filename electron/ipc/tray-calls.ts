/**
 * What the tray shows of the vault and what its entries do: through the handlers that answer the windows, so that a rule kept there is kept
 * here. Not here: the menu (`desktop/tray-menu.ts`). Joined in `main.ts`.
 */
import { assertNever, VaultFailure, type FailureCode } from '../../shared/failure.ts';
import type { Overview } from '../../shared/item.ts';
import { kindOf } from '../../shared/kinds/kinds.ts';
import { defaultCharacterRecipe } from '../../shared/password.ts';
import type { Handlers } from './answer-call.ts';
import type { CallDeps } from './call-deps.ts';

export type TrayItem = {
  readonly itemId: string;
  readonly title: string;
  readonly touchRequired: boolean;
  readonly hasUsername: boolean;
  readonly hasTotp: boolean;
  readonly isLogin: boolean;
};

export type TrayStatus = {
  readonly phase: 'none' | 'locked' | 'open';
  readonly minutesToLock: number | null;
  readonly recent: readonly TrayItem[];
  readonly favourites: readonly TrayItem[];
};

export type TrayAct =
  | { readonly do: 'show' }
  | { readonly do: 'generate' }
  | { readonly do: 'lock' }
  | { readonly do: 'quit' }
  | { readonly do: 'search'; readonly text: string }
  | { readonly do: 'copy'; readonly what: 'primary' | 'username' | 'code'; readonly itemId: string };

export type TrayPort = {
  status(): TrayStatus;
  /** The rows of the menu may be others now. */
  forgetItems(): void;
  act(act: TrayAct): Promise<void>;
};

export type TrayPortDeps = Pick<CallDeps, 'desk' | 'autoLock' | 'recentUse' | 'clock'> & {
  readonly handlers: Pick<Handlers, 'item.copyPrimary' | 'item.copyUsername' | 'item.copyCode' | 'password.generate' | 'clipboard.copyText'>;
  readonly showMain: () => void;
  readonly search: (text: string) => void;
  readonly lock: () => void;
  readonly quit: () => void;
  /** There is no window to say it in. */
  readonly say: (code: FailureCode) => void;
  readonly trouble: (where: string, error: unknown) => void;
};

const mostRecent = 5;
const mostFavourites = 8;
const lockPatienceMs = 1_500;

function trayItem({ id, title, touchRequired, kind, hasTotp }: Overview): TrayItem {
  const hasUsername = kindOf(kind).fields.some(({ type }) => type === 'username' || type === 'email');
  return { itemId: id, title, touchRequired, hasUsername, hasTotp, isLogin: kind === 'login' };
}

export function makeTrayPort(deps: TrayPortDeps): TrayPort {
  const { desk, handlers } = deps;
  // Asked for every few seconds, for the minutes alone.
  let items: Pick<TrayStatus, 'recent' | 'favourites'> | null = null;

  function findItems(): Pick<TrayStatus, 'recent' | 'favourites'> {
    const session = desk.session();
    const recent = deps.recentUse.of(session.vaultId).filter((id) => session.holds(id)).slice(0, mostRecent);
    const { overviews } = session.search({ text: '', scope: { in: 'favourites' }, sort: 'title' }, 0, mostRecent + mostFavourites);
    return {
      recent: recent.map((id) => trayItem(session.overview(id))),
      favourites: overviews.filter(({ id }) => !recent.includes(id)).slice(0, mostFavourites).map(trayItem),
    };
  }

  /** SECURITY: the gate's own question, which an entry of an old menu does not pass through. */
  function requireOpen(): void {
    if (!desk.isOpen()) {
      throw new VaultFailure('vault.locked');
    }
  }

  async function copy(what: 'primary' | 'username' | 'code', itemId: string): Promise<void> {
    requireOpen();
    switch (what) {
      case 'primary':
        await handlers['item.copyPrimary']({ itemId });
        return;
      case 'username':
        await handlers['item.copyUsername']({ itemId });
        return;
      case 'code':
        await handlers['item.copyCode']({ itemId });
        return;
      default:
        assertNever(what);
    }
  }

  async function run(act: TrayAct): Promise<void> {
    switch (act.do) {
      case 'show':
        deps.showMain();
        return;
      case 'search':
        deps.search(act.text);
        return;
      case 'generate': {
        const { value } = await handlers['password.generate']({ recipe: defaultCharacterRecipe });
        await handlers['clipboard.copyText']({ text: value });
        return;
      }
      case 'copy':
        await copy(act.what, act.itemId);
        return;
      case 'lock':
        deps.lock();
        // The page may ask about what is being written, in a window that nobody sees.
        setTimeout(() => desk.isOpen() && deps.showMain(), lockPatienceMs).unref();
        return;
      case 'quit':
        deps.quit();
        return;
      default:
        assertNever(act);
    }
  }

  return {
    status() {
      if (!desk.isOpen()) {
        items = null;
        return { phase: desk.chosenPath() === null ? 'none' : 'locked', minutesToLock: null, recent: [], favourites: [] };
      }
      items ??= findItems();
      const locksAt = deps.autoLock.locksAt();
      return { phase: 'open', minutesToLock: locksAt === null ? null : Math.max(0, Math.round((locksAt - deps.clock.now()) / 60_000)), ...items };
    },
    forgetItems() {
      items = null;
    },
    async act(act) {
      try {
        await run(act);
      } catch (error) {
        if (error instanceof VaultFailure) {
          deps.say(error.code);
        } else {
          deps.trouble('act from the tray', error);
          deps.say('unexpected');
        }
      }
    },
  };
}
