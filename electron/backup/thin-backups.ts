/**
 * The rule by which backups are kept: the newest three always; then the newest of each day, farther back of each week, farther back of
 * each month, and nothing beyond. Days are those of the calendar here. Pure; called after each backup.
 */
export type BackupRule = { readonly days: number; readonly weeks: number; readonly months: number };

/** Whatever the rule says: a mistake that was backed up at once does not take the copy before it away. */
export const alwaysKept = 3;

const dayMilliseconds = 86_400_000;
const monthDays = 31;

/** Days since 1970-01-01, by the calendar of this computer. */
function dayOf(at: number): number {
  const date = new Date(at);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayMilliseconds);
}

/** What a backup is the newest of, if it is; null where the rule keeps nothing that old. */
function spanOf(at: number, now: number, { days, weeks, months }: BackupRule): string | null {
  const day = dayOf(at);
  // Made in the future, by a clock that was wrong: days like any other.
  const age = dayOf(now) - day;
  if (age < days) {
    return `day ${day}`;
  }
  if (age < days + weeks * 7) {
    // Day 0 was a Thursday; weeks begin on Monday.
    return `week ${Math.floor((day + 3) / 7)}`;
  }
  if (age < days + weeks * 7 + months * monthDays) {
    const date = new Date(at);
    return `month ${date.getFullYear()}-${date.getMonth()}`;
  }
  return null;
}

/** Those that may go. */
export function backupsToRemove<T extends { readonly at: number }>(backups: readonly T[], rule: BackupRule, now: number): readonly T[] {
  const taken = new Set<string>();
  return backups
    .toSorted((a, b) => b.at - a.at)
    .filter((backup, place) => {
      const span = spanOf(backup.at, now, rule);
      const isNewest = span !== null && !taken.has(span);
      if (span !== null) {
        taken.add(span);
      }
      return !isNewest && place >= alwaysKept;
    });
}
