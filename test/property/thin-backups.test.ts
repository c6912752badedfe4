/** The rule by which backups are kept, over every history of backups that fast-check thinks of. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alwaysKept, backupsToRemove, type BackupRule } from '../../electron/backup/thin-backups.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 5, 15, 12);
const rules = fc.record({ days: fc.integer({ min: 1, max: 30 }), weeks: fc.integer({ min: 0, max: 12 }), months: fc.integer({ min: 0, max: 24 }) });
/** Within four years back and a few days ahead, for a clock that was wrong. */
const histories = fc.array(fc.integer({ min: now - 1_460 * day, max: now + 5 * day }).map((at) => ({ at })), { maxLength: 200 });

function kept(history: readonly { readonly at: number }[], rule: BackupRule, at = now) {
  const gone = new Set(backupsToRemove(history, rule, at));
  return history.filter((backup) => !gone.has(backup));
}

const calendarDay = (at: number): string => new Date(at).toDateString();

describe('keeping backups', () => {
  test('the newest three stay whatever the rule says, and at most as many as the rule has places', () => {
    fc.assert(
      fc.property(histories, rules, (history, rule) => {
        const left = kept(history, rule);
        const newest = history.toSorted((a, b) => b.at - a.at).slice(0, alwaysKept);
        newest.forEach((backup) => expect(left).toContain(backup));
        // Five days ahead, and a week and a month that begin in one span and end in the next.
        expect(left.length).toBeLessThanOrEqual(alwaysKept + rule.days + 6 + rule.weeks + 1 + rule.months + 2);
      }),
    );
  });

  test('each of the last days that had a backup keeps its newest', () => {
    fc.assert(
      fc.property(histories, rules, (history, rule) => {
        const left = new Set(kept(history, rule));
        const recent = history.filter(({ at }) => at <= now && now - at < (rule.days - 1) * day);
        for (const { at } of recent) {
          const sameDay = history.filter((other) => calendarDay(other.at) === calendarDay(at));
          expect(sameDay.some((other) => left.has(other) && other.at === Math.max(...sameDay.map((each) => each.at)))).toBe(true);
        }
      }),
    );
  });

  test('doing it twice removes nothing more', () => {
    fc.assert(
      fc.property(histories, rules, (history, rule) => {
        expect(backupsToRemove(kept(history, rule), rule, now)).toEqual([]);
      }),
    );
  });

  test('a wider rule never keeps less', () => {
    fc.assert(
      fc.property(histories, rules, fc.integer({ min: 1, max: 10 }), (history, rule, more) => {
        const wide = new Set(kept(history, { ...rule, months: rule.months + more }));
        kept(history, rule).forEach((backup) => expect(wide.has(backup)).toBe(true));
      }),
    );
  });

  test('lived through day by day, it leaves one backup in every stretch of time that it promises one for', () => {
    fc.assert(
      fc.property(
        fc.record({ days: fc.integer({ min: 1, max: 10 }), weeks: fc.integer({ min: 0, max: 6 }), months: fc.integer({ min: 0, max: 6 }) }),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 400, maxLength: 400 }),
        (rule, perDay) => {
          let history: { readonly at: number }[] = [];
          let today = now;
          for (const count of perDay) {
            today += day;
            for (let made = 0; made < count; made += 1) {
              history = kept([...history, { at: today + made * 60_000 }], rule, today + made * 60_000);
            }
          }
          // Thinned once a day, what is left must reach back as far as the rule says, with no hole wider than a week, or a month.
          const ages = history.map(({ at }) => (today - at) / day).toSorted((a, b) => a - b);
          const reach = rule.days + rule.weeks * 7 + rule.months * 31;
          const widest = rule.months > 0 ? 62 : rule.weeks > 0 ? 14 : 1;
          // Days are the calendar's: the newest of a day is some minutes into it.
          expect(ages.at(-1) ?? 0).toBeGreaterThanOrEqual(Math.max(rule.days - 1, reach - widest) - 0.01);
          ages.slice(1).forEach((age, place) => {
            const before = ages[place] ?? 0;
            const allowed = before < rule.days - 1 ? 1.01 : before < rule.days + rule.weeks * 7 - 7 ? 14.01 : 62.01;
            expect(age - before).toBeLessThanOrEqual(allowed);
          });
        },
      ),
      { numRuns: 20 },
    );
  });
});
