/** What the bench says of what it measured. */
import { describe, expect, it } from 'vitest';
import { benchLine, tableOf } from '../../bench/bench-line.ts';
import { parseBenchOptions, usualSizes } from '../../bench/bench-options.ts';
import { beyond, median, percentile } from '../../bench/timing.ts';

describe('a line of the bench', () => {
  it('says how many times less than the peer', () => {
    expect(benchLine('open', 100_000, 400.04, 'ms', { name: 'keepassxc-cli', value: 12_000 })).toEqual({
      name: 'open', size: 100_000, ours: 400, peer: 12_000, peerName: 'keepassxc-cli', unit: 'ms', ratio: 30,
    });
  });

  it('says how many times as much where a bound is meant', () => {
    expect(benchLine('save-one-growth', 100_000, 3, 'ms', { name: 'ours at 1,000', value: 2 }).ratio).toBe(1.5);
    expect(benchLine('unlock-kdf', 1_000, 330, 'ms', { name: 'argon2', value: 300 }).ratio).toBe(1.1);
  });

  it('has no ratio without a peer, and none that is no number', () => {
    expect(benchLine('compact', 1_000, 20, 'ms')).toMatchObject({ peer: null, peerName: null, ratio: null });
    expect(benchLine('open', 1_000, 0, 'ms', { name: 'x', value: 1 }).ratio).toBeNull();
  });

  it('stands in JSON with these members and no other', () => {
    const line = JSON.stringify(benchLine('open', 1_000, 12.345678, 'ms', { name: 'kdbxweb', value: 100 }));
    expect(line).toBe('{"name":"open","size":1000,"ours":12.35,"peer":100,"peerName":"kdbxweb","unit":"ms","ratio":8.1}');
  });

  it('stands in a table whose columns line up', () => {
    const table = tableOf([
      benchLine('open', 100_000, 400, 'ms', { name: 'keepassxc-cli', value: 12_000 }),
      benchLine('save-one-growth', 100_000, 3, 'ms', { name: 'ours at 1,000', value: 2 }),
      benchLine('compact', 100_000, 2_900, 'ms'),
    ]).split('\n');
    expect(table).toHaveLength(5);
    expect(new Set(table.map((row) => row.length)).size).toBe(1);
    expect(table[2]).toContain('30.0 times less');
    expect(table[3]).toContain('1.50 times as much');
    expect(table[4]).toMatch(/2,900 \| ms/u);
  });
});

describe('what is typical of several times', () => {
  it('is one of them', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(percentile(Array.from({ length: 200 }, (_, place) => place + 1), 99)).toBe(198);
    expect(() => median([])).toThrow(RangeError);
  });

  it('is nothing where noise would be all that is left', () => {
    expect(beyond(1_300, 300)).toBe(1_000);
    expect(beyond(305, 300)).toBeNull();
    expect(beyond(290, 300)).toBeNull();
  });
});

describe('the command line of the bench', () => {
  it('measures all rows at three sizes where nothing is said', () => {
    const options = parseBenchOptions([]);
    expect(options).toMatchObject({ sizes: usualSizes, json: false, alone: false, limits: false, runs: null });
    expect(options.wants('compact')).toBe(true);
  });

  it('takes sizes and rows, and all that begin with the name of one', () => {
    const options = parseBenchOptions(['--size', '1000', '--size', '10,000', '--only', 'search,compact', '--runs', '2', '--json', '--alone']);
    expect(options).toMatchObject({ sizes: [1_000, 10_000], json: true, alone: true, runs: 2 });
    expect((['search', 'search-p99', 'compact-write-wait'] as const).map(options.wants)).toEqual([true, true, true]);
    expect(options.wants('open')).toBe(false);
  });

  it('refuses a row and a size it does not have', () => {
    expect(() => parseBenchOptions(['--only', 'opne'])).toThrow(/no row is called opne/u);
    expect(() => parseBenchOptions(['--size', '12'])).toThrow(RangeError);
    expect(() => parseBenchOptions(['--runs', 'many'])).toThrow(RangeError);
  });
});
