/**
 * Whether this desktop shows icons of programs. On Linux that takes a host of StatusNotifierItem on the session bus, and Electron does
 * not tell; so the bus is asked through the desktop's own tools. SECURITY: by fixed words, without a shell, for a bounded time and answer.
 */
import { execFile } from 'node:child_process';
import type { DesktopState } from '../../shared/quick-contract.ts';

export type TrayHost = DesktopState['tray'];

/** What the tool wrote; null where it is missing, failed or took too long. */
export type RunTool = (tool: string, words: readonly string[]) => Promise<string | null>;

const patienceMs = 1_500;
const watcher = 'org.kde.StatusNotifierWatcher';
const property = 'IsStatusNotifierHostRegistered';

/** Each asks first whether the name is taken: asking the watcher itself could start one. */
const tools = [
  {
    tool: 'gdbus',
    owner: ['call', '--session', '--timeout', '1', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus', '--method', 'org.freedesktop.DBus.NameHasOwner', watcher],
    host: ['call', '--session', '--timeout', '1', '--dest', watcher, '--object-path', '/StatusNotifierWatcher', '--method', 'org.freedesktop.DBus.Properties.Get', watcher, property],
  },
  {
    tool: 'busctl',
    owner: ['--user', '--timeout=1', 'call', 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'NameHasOwner', 's', watcher],
    host: ['--user', '--timeout=1', 'get-property', watcher, '/StatusNotifierWatcher', watcher, property],
  },
] as const;

/** `(true,)`, `(<false>,)`, `b true`. */
function truthOf(answer: string | null): boolean | null {
  const found = /\b(true|false)\b/u.exec(answer ?? '');
  return found === null ? null : found[1] === 'true';
}

export async function findTrayHost(platform: NodeJS.Platform, run: RunTool): Promise<TrayHost> {
  if (platform !== 'linux') {
    return 'shown';
  }
  for (const { tool, owner, host } of tools) {
    const isOwned = truthOf(await run(tool, owner));
    if (isOwned === false) {
      return 'no-host';
    }
    if (isOwned === true) {
      // A watcher that does not say counts as one that shows: most were written before the property.
      return truthOf(await run(tool, host)) === false ? 'no-host' : 'shown';
    }
  }
  return 'unknown';
}

export const runTool: RunTool = (tool, words) =>
  new Promise((resolve) => {
    execFile(tool, words, { timeout: patienceMs, killSignal: 'SIGKILL', maxBuffer: 4_096, encoding: 'utf8', windowsHide: true }, (error, answer) =>
      resolve(error === null ? answer : null),
    );
  });
