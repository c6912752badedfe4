/**
 * The `age` program of the system, where there is one: the other end that our shares are tested against.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const answers = (program: string, flag: string) => spawnSync(program, [flag]).status === 0;

export const hasAge = answers('age', '--version') && answers('age-keygen', '--version');
/** `age` asks for passphrases at a terminal only; `script` (util-linux) makes one. */
export const hasTerminal = process.platform === 'linux' && answers('script', '--version');

export function makeAgeIdentity(): { identity: string; recipient: string } {
  const text = execFileSync('age-keygen', { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const identity = /^AGE-SECRET-KEY-1\w+$/m.exec(text)?.[0] ?? '';
  const recipient = /age1[0-9a-z]+/.exec(text)?.[0] ?? '';
  return { identity, recipient };
}

export function decryptWithAge(sealed: Uint8Array | string, identity: string, folder: string): string {
  writeFileSync(join(folder, 'identity'), `${identity}\n`);
  return execFileSync('age', ['-d', '-i', join(folder, 'identity')], { input: sealed, encoding: 'utf8' });
}

export function encryptWithAge(content: Uint8Array | string, flags: readonly string[]): Buffer {
  return execFileSync('age', [...flags], { input: content });
}

function atTerminal(command: string, typed: string): void {
  const ran = spawnSync('script', ['-qec', command, '/dev/null'], { input: typed, encoding: 'utf8', timeout: 60_000 });
  if (ran.status !== 0) {
    throw new Error(`age at a terminal ended with ${ran.status}`);
  }
}

export function decryptWithAgePassphrase(sealed: Uint8Array | string, passphrase: string, folder: string): string {
  writeFileSync(join(folder, 'sealed'), sealed);
  atTerminal(`age -d -o '${join(folder, 'opened')}' '${join(folder, 'sealed')}'`, `${passphrase}\n`);
  return readFileSync(join(folder, 'opened'), 'utf8');
}

export function encryptWithAgePassphrase(content: string, passphrase: string, folder: string): Buffer {
  writeFileSync(join(folder, 'plain'), content);
  atTerminal(`age -p -o '${join(folder, 'made')}' '${join(folder, 'plain')}'`, `${passphrase}\n${passphrase}\n`);
  return readFileSync(join(folder, 'made'));
}
