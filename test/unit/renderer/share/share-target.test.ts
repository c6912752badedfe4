/** For whom something is sealed: addresses as people paste them, and what is missing. */
import { describe, expect, test } from 'vitest';
import { noTarget, recipientsOf, toSealTarget, wrongRows } from '../../../../renderer/screens/share/share-target.ts';

const one = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
const other = 'age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg';
const to = (...recipients: string[]) => ({ ...noTarget, recipients });

describe('addresses', () => {
  test('may be pasted several into one box, with empty boxes between, and count once each', () => {
    expect(recipientsOf(to(`${one}, ${other}\n`, '', one))).toEqual([one, other]);
  });
  test('that are none are named by their row', () => {
    expect(wrongRows(to(one, 'mara@studio-nord.example', '', 'AGE-SECRET-KEY-1QQ'))).toEqual([1, 3]);
    expect(toSealTarget(to(one, 'ssh-rsa AAAA'))).toBeNull();
  });
  test('of post-quantum keys pass', () => {
    expect(wrongRows(to('age1pq1qqqsyqcyq5rqwzqf'))).toEqual([]);
  });
  test('are needed', () => {
    expect(toSealTarget(noTarget)).toBeNull();
    expect(toSealTarget(to(one))).toEqual({ by: 'recipients', recipients: [one] });
  });
});

test('a passphrase goes as it was typed, and an empty one does not go', () => {
  const target = { ...noTarget, by: 'passphrase' as const };
  expect(toSealTarget(target)).toBeNull();
  expect(toSealTarget({ ...target, passphrase: ' with blanks ' })).toEqual({ by: 'passphrase', passphrase: ' with blanks ' });
});
