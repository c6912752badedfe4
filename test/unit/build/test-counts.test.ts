/** The last line of `npm test` adds up what vitest and playwright say, and never hides a failure. */
import { expect, test } from 'vitest';
import { addCounts, noCounts, readPagesOutput, readPlaywrightReport, readVitestReport, sayCounts } from '../../../build/test-counts.ts';

const vitest = { numPassedTests: 40, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0, numFailedTestSuites: 1 };
const playwright = { stats: { expected: 7, unexpected: 2, flaky: 1, skipped: 3 } };

test('both reports are added up, skipped tests said only where there are some', () => {
  expect(sayCounts(addCounts(readVitestReport(vitest), readPlaywrightReport(playwright)))).toBe('48 passed, 3 failed, 5 skipped');
  expect(sayCounts(noCounts)).toBe('0 passed, 0 failed');
});

test('a test file that cannot be loaded counts as a failure', () => {
  expect(readVitestReport({ ...vitest, numFailedTests: 0 }).failed).toBe(1);
});

test('a report without its numbers is an error, not a zero', () => {
  expect(() => readPlaywrightReport({})).toThrow('expected');
  expect(() => readVitestReport({ ...vitest, numPassedTests: '40' })).toThrow('numPassedTests');
});

test('pages are counted by their last line, and a run without one is a failure', () => {
  expect(readPagesOutput('ok honest login\n115 passed, 2 failed\n')).toEqual({ passed: 115, failed: 2, skipped: 0 });
  expect(readPagesOutput('ok honest login\n')).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
