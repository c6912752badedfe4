/** Every failure a person can meet has a sentence that tells what to do. */
import { describe, expect, test } from 'vitest';
import { failureCodes, VaultFailure, type FailureFacts } from '../../../../shared/failure.ts';
import { codeOf, sentenceBehindBackup, sentenceFor, sentenceForBackup, sentenceForCode } from '../../../../renderer/text/failures.ts';

const facts: FailureFacts = { holderPid: 4711, fileName: 'Family.latchkey', formatVersion: 9, limitBytes: 26_214_400, line: 12, reference: 'a1b2c3', check: 'tag' };

describe('the sentence for a failure', () => {
  test.each(failureCodes)('of code %s is whole, with facts and without', (code) => {
    for (const sentence of [sentenceForCode(code), sentenceForCode(code, facts)]) {
      expect(sentence.length).toBeGreaterThan(15);
      expect(sentence).toMatch(/^[“A-Z].*\.$/u);
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object|oops|sorry|invalid|failed|\s\s|\.\./iu);
    }
  });

  test('names the process that holds a vault', () => {
    expect(sentenceFor(new VaultFailure('vault.in-use', { holderPid: 4711 }))).toContain('4711');
  });

  test('names the file, the format and the size where they are known', () => {
    expect(sentenceForCode('vault.not-a-vault', facts)).toContain('“Family.latchkey”');
    expect(sentenceForCode('vault.newer-format', facts)).toContain('format 9');
    expect(sentenceForCode('attachment.too-large', facts)).toContain('25 MB');
    expect(sentenceForCode('import.unreadable', facts)).toContain('line 12');
  });

  test('of a bug shows its reference, never its message', () => {
    expect(sentenceFor(new VaultFailure('unexpected', { reference: 'a1b2c3' }))).toContain('a1b2c3');
    expect(sentenceFor(new Error('hunter2 in the stack'))).not.toContain('hunter2');
    expect(sentenceFor({ code: 'made.up', facts: {} })).toBe(sentenceForCode('unexpected'));
  });

  test('about the place of backups does not speak of the vault, and of anything else as elsewhere', () => {
    for (const code of ['disk.gone', 'disk.no-permission', 'disk.read-only']) {
      expect(sentenceForBackup(code)).toMatch(/^The folder of the backups /u);
    }
    expect(sentenceForBackup('cancelled', sentenceForCode('cancelled'))).toBe(sentenceForCode('cancelled'));
  });

  test('of a backup that is made in any case does not send anybody to its switch', () => {
    const failed = new VaultFailure('backup.failed', { check: 'disk.full' });
    expect(sentenceFor(failed)).toContain('turn automatic backups off');
    expect(sentenceBehindBackup(failed)).toMatch(/^No backup could be made first.* The disk is full: free some space and try again\.$/u);
    expect(sentenceBehindBackup(new VaultFailure('vault.locked'))).toBe(sentenceForCode('vault.locked'));
  });

  test('of anything that is no failure is the unexpected one', () => {
    for (const thrown of [null, undefined, 'text', 4, new Error('x')]) {
      expect(codeOf(thrown)).toBe('unexpected');
      expect(sentenceFor(thrown)).toBe(sentenceForCode('unexpected'));
    }
  });
});
