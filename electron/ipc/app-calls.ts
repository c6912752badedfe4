/** The application itself: state, settings, the choice of vault, long work. */
import type { Handlers } from './answer-call.ts';
import type { CallDeps } from './call-deps.ts';
import { VaultFailure } from '../../shared/failure.ts';
import type { AppSettings } from '../../shared/settings.ts';

type Names =
  | 'app.state' | 'app.version' | 'autoLock.read' | 'settings.read' | 'settings.change' | 'job.cancel'
  | 'vault.recent' | 'vault.chooseExisting' | 'vault.choosePlace' | 'vault.select' | 'vault.forget' | 'vault.lock' | 'vault.showInFolder';

const harmless: ReadonlySet<string> = new Set(['theme', 'sidebarWidth', 'listWidth']);

/** SECURITY: whoever has not opened the vault does not decide how soon it locks, or how long a password stays on the clipboard. */
function requireHarmless(changes: object, now: AppSettings): void {
  const changed = new Map<string, unknown>(Object.entries(changes));
  if (Object.entries(now).some(([name, value]) => !harmless.has(name) && changed.get(name) !== undefined && changed.get(name) !== value)) {
    throw new VaultFailure('vault.locked');
  }
}

type AppDeps = 'desk' | 'jobs' | 'window' | 'settings' | 'memory' | 'autoLock' | 'version' | 'standIn' | 'places' | 'recents';

export function makeAppCalls({ desk, jobs, window, settings, memory, autoLock, version, standIn, places, recents }: Pick<CallDeps, AppDeps>): Pick<Handlers, Names> {
  return {
    'app.state': () => desk.state(),
    'app.version': () => ({ version, standIn, platform: process.platform }),
    'autoLock.read': () => ({ locksAt: autoLock.locksAt() }),
    'settings.read': () => settings.settings(),
    'settings.change': async (changes) => {
      if (!desk.isOpen()) {
        requireHarmless(changes, settings.settings());
      }
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      const changed = await settings.change(given);
      window.settingsChanged(changed);
      return changed;
    },
    'job.cancel': ({ jobId }) => {
      jobs.cancel(jobId);
      return null;
    },
    'vault.recent': () =>
      memory.recentVaults().map((vault) => ({ token: recents.put(vault.path), ...window.describePlace(vault.path), openedAt: vault.lastOpenedAt })),
    'vault.chooseExisting': async () => {
      const path = await window.chooseVaultFile();
      return path === null ? null : desk.choose(path);
    },
    'vault.choosePlace': async ({ name }) => {
      const path = await window.chooseNewVaultPlace(name);
      return path === null ? null : { token: places.put(path), place: path };
    },
    'vault.select': ({ token }) => desk.choose(recents.look(token)),
    'vault.forget': async ({ token }) => {
      await memory.forgetVault(recents.take(token));
      return null;
    },
    'vault.lock': async () => {
      await desk.lock('asked');
      return null;
    },
    'vault.showInFolder': () => {
      const path = desk.chosenPath();
      if (path === null) {
        throw new VaultFailure('vault.none');
      }
      window.showInFolder(path);
      return null;
    },
  };
}
