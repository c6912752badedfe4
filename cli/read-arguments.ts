/**
 * What was typed after `npm run vault --`, as a request or as a mistake in using it. Pure; called by `run-command.ts`.
 * SECURITY: a passphrase has no place here: arguments and the environment can be read by other programs of this computer.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const commandNames = ['info', 'verify', 'merge', 'compact'] as const;
export type CommandName = (typeof commandNames)[number];

export type VaultRequest = {
  readonly command: CommandName;
  readonly path: string;
  /** The copy to be merged into it; null for every other command. */
  readonly other: string | null;
  /** A file whose first line is the passphrase, or the words of the kit; null asks at the terminal. */
  readonly secretFile: string | null;
  readonly recovery: boolean;
  /** As `secretFile`, for a copy with another key. */
  readonly copySecretFile: string | null;
  /** Where the backup goes that is made before a rewrite; null for the application's own folder. */
  readonly backups: string | null;
};

export type Misuse = { readonly misuse: 'help' | 'command' | 'files' | 'copies' | 'same' | 'option' };

const options = {
  'passphrase-file': { type: 'string' },
  'copy-passphrase-file': { type: 'string' },
  recovery: { type: 'boolean' },
  backups: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch {
    // Node's own sentence repeats what was typed, which may be a passphrase in the wrong place.
    return null;
  }
}

export function readArguments(args: readonly string[]): VaultRequest | Misuse {
  const parsed = parse(args);
  if (parsed === null) {
    return { misuse: 'option' };
  }
  const { values, positionals } = parsed;
  const [name, path, ...others] = positionals;
  if (values.help === true || name === undefined) {
    return { misuse: 'help' };
  }
  const command = commandNames.find((known) => known === name);
  if (command === undefined) {
    return { misuse: 'command' };
  }
  if (path === undefined || path === '' || others.length !== (command === 'merge' ? 1 : 0) || others.includes('')) {
    return { misuse: command === 'merge' ? 'copies' : 'files' };
  }
  if (others.some((other) => resolve(other) === resolve(path))) {
    return { misuse: 'same' };
  }
  return {
    command,
    path,
    other: others[0] ?? null,
    secretFile: values['passphrase-file'] ?? null,
    recovery: values.recovery ?? false,
    copySecretFile: values['copy-passphrase-file'] ?? null,
    backups: values.backups ?? null,
  };
}
