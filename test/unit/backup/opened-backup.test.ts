import { describe, expect, it } from 'vitest';
import { makeBackupReader } from '../../../electron/backup/opened-backup.ts';
import type { OpenedBackup } from '../../../electron/backup/opened-backup.ts';
import { failureOf } from '../../support/sample-vault.ts';

/** A backup of which only the closing is looked at; it takes as long as `closes` does. */
function backup(closes: Promise<void> = Promise.resolve()) {
  const locked: string[] = [];
  const session = {
    lock: async () => {
      locked.push('asked');
      await closes;
    },
  };
  return { locked, opened: { session } as unknown as OpenedBackup };
}

describe('the opened backup', () => {
  it('goes when another one is opened, and when it is closed', async () => {
    const reader = makeBackupReader();
    const [one, two] = [backup(), backup()];
    await reader.open(async () => one.opened);
    await reader.open(async () => two.opened);
    expect(one.locked).toHaveLength(1);
    expect(reader.current()).toBe(two.opened);
    await reader.close();
    expect(two.locked).toHaveLength(1);
    expect(() => reader.current()).toThrow('backup.closed');
  });

  it('does not stay open behind a lock, not even one that comes while the one before it is still being closed', async () => {
    const reader = makeBackupReader();
    let ends = (): void => undefined;
    const one = backup(new Promise((resolve) => (ends = resolve)));
    const two = backup();
    await reader.open(async () => one.opened);
    const opening = reader.open(async () => two.opened);
    const locked = reader.close();
    ends();
    expect(await failureOf(opening)).toBe('cancelled');
    await locked;
    expect(two.locked).toHaveLength(1);
    expect(() => reader.current()).toThrow('backup.closed');
  });
});
