import { describe, expect, it } from 'vitest';
import { agoWords, dateWords, daysBetween, fieldDateWords, momentWords } from '../../../../renderer/text/dates.ts';

const now = new Date(2026, 10, 24, 14, 2).getTime();
const at = (year: number, month: number, day: number, hour = 12): number => new Date(year, month - 1, day, hour).getTime();

describe('dates as people read them', () => {
  it('count days by the calendar, not by hours', () => {
    expect(daysBetween(at(2026, 11, 23, 23), at(2026, 11, 24, 1))).toBe(1);
    expect(daysBetween(at(2026, 11, 24, 1), at(2026, 11, 24, 23))).toBe(0);
    expect(daysBetween(now, at(2026, 11, 20))).toBe(-4);
  });

  it('name the year only when it is another one', () => {
    expect(dateWords(at(2026, 10, 12), now)).toBe('12 Oct');
    expect(dateWords(at(2021, 3, 3), now)).toBe('3 Mar 2021');
  });

  it('say how long ago, as far as that is easier than a date', () => {
    expect(agoWords(now - 20_000, now)).toBe('just now');
    expect(agoWords(now - 60_000, now)).toBe('1 minute ago');
    expect(agoWords(now - 2 * 3_600_000, now)).toBe('2 hours ago');
    expect(agoWords(at(2026, 11, 23), now)).toBe('yesterday');
    expect(agoWords(at(2026, 11, 20), now)).toBe('4 days ago');
    expect(agoWords(at(2026, 10, 12), now)).toBe('12 Oct');
  });

  it('give the time of day with a moment', () => {
    expect(momentWords(at(2026, 11, 24, 9), now)).toBe('today, 09:00');
    expect(momentWords(at(2026, 11, 23, 9), now)).toBe('yesterday, 09:00');
  });

  it('leave a field that holds no date as it was written', () => {
    expect(fieldDateWords('2028-10')).toBe('October 2028');
    expect(fieldDateWords('2024-02-29')).toBe('29 Feb 2024');
    expect(fieldDateWords('some day')).toBe('some day');
  });
});
