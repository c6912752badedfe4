/**
 * A process of its own that opens a vault file: to hold its lock, to die in the middle of a replacement, or to try as
 * another user. Run by tests of `electron/store` with `node --import tsx`; says one line of JSON for what happened.
 */
import { openVaultFile } from '../../electron/store/vault-file.ts';
import { VaultFailure } from '../../shared/failure.ts';

const [path = '', act = ''] = process.argv.slice(2);

function say(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function untilKilled(): Promise<never> {
  setInterval(() => undefined, 1_000);
  return new Promise(() => undefined);
}

try {
  const file = await openVaultFile(path);
  switch (act) {
    case 'hold':
      say({ said: 'opened', writable: file.writable });
      await untilKilled();
      break;
    case 'replace':
      await file.replace(async (target) => {
        await target.write(new Uint8Array(1_000_000).fill(2));
        say({ said: 'filling' });
        await untilKilled();
      });
      break;
    case 'try-write': {
      const content = new TextDecoder().decode(await file.read(0, 100));
      const wrote = await file.write(0, new Uint8Array([1])).then(
        () => 'written',
        (error: unknown) => (error instanceof VaultFailure ? error.code : 'bug'),
      );
      say({ said: 'opened', writable: file.writable, content, wrote });
      await file.close();
      break;
    }
    default:
      throw new Error('no such act');
  }
} catch (error) {
  say(error instanceof VaultFailure ? { said: 'failed', code: error.code, facts: error.facts } : { said: 'bug' });
}
