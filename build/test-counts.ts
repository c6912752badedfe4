/**
 * How many tests passed, failed and were skipped, read from the reports of vitest and playwright. Pure; called by
 * test.ts.
 */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

export function addCounts(one: Counts, other: Counts): Counts {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed, skipped: one.skipped + other.skipped };
}

export function sayCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function numbersOf(report: unknown): (name: string) => number {
  const entries = new Map<string, unknown>(typeof report === 'object' && report !== null ? Object.entries(report) : []);
  return (name) => {
    const value = entries.get(name);
    if (typeof value !== 'number') {
      throw new Error(`A test report lacks the number "${name}".`);
    }
    return value;
  };
}

/** A file that could not even be loaded counts as one failure: vitest reports it as a failed suite without tests. */
export function readVitestReport(report: unknown): Counts {
  const number = numbersOf(report);
  const failed = number('numFailedTests');
  const unloaded = failed === 0 && number('numFailedTestSuites') > 0 ? 1 : 0;
  return { passed: number('numPassedTests'), failed: failed + unloaded, skipped: number('numPendingTests') + number('numTodoTests') };
}

export function readPlaywrightReport(report: unknown): Counts {
  const stats: unknown = typeof report === 'object' && report !== null && 'stats' in report ? report.stats : undefined;
  const number = numbersOf(stats);
  return { passed: number('expected') + number('flaky'), failed: number('unexpected'), skipped: number('skipped') };
}

/** The last line of `npm run pages`. A run that never came to it counts as one failure. */
export function readPagesOutput(output: string): Counts {
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/mu.exec(output) ?? [];
  return passed === undefined || failed === undefined ? { passed: 0, failed: 1, skipped: 0 } : { passed: Number(passed), failed: Number(failed), skipped: 0 };
}
