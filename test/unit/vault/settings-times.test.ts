import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameSettings, settingsAfter, settingsSince, stampSettings, uniteSettings } from '../../../electron/vault/settings-times.ts';
import type { SaidSettings } from '../../../electron/vault/settings-times.ts';

const time = fc.integer({ min: 1, max: 3 });
const said: fc.Arbitrary<SaidSettings> = fc.record({
  settings: fc.record({ name: fc.constantFrom('Home', 'Work', ''), retentionDays: fc.constantFrom(7, 30, 90), sharingItemId: fc.constantFrom(null, 'a', 'b') }),
  settingsAt: fc.record({ name: time, retentionDays: time, sharingItemId: time }),
});

const home = { name: 'Home', retentionDays: 90, sharingItemId: null };

describe('settings of copies', () => {
  it('come to the same in any order and grouping, and stay so, also where they were chosen at one moment', () => {
    fc.assert(
      fc.property(said, said, said, (a, b, c) => {
        const ab = uniteSettings(a, b);
        expect(uniteSettings(b, a)).toEqual(ab);
        expect(uniteSettings(ab, b)).toEqual(ab);
        expect(uniteSettings(ab, c)).toEqual(uniteSettings(a, uniteSettings(b, c)));
        expect(sameSettings(ab, a) && sameSettings(ab, b)).toBe(sameSettings(a, b));
      }),
      { numRuns: 500 },
    );
  });

  it('keep the later choice of each by itself', () => {
    const here = { settings: { ...home, name: 'Here' }, settingsAt: { name: 5, retentionDays: 1, sharingItemId: 1 } };
    const there = { settings: { ...home, retentionDays: 7 }, settingsAt: { name: 1, retentionDays: 4, sharingItemId: 1 } };
    expect(uniteSettings(here, there).settings).toEqual({ name: 'Here', retentionDays: 7, sharingItemId: null });
  });

  it('are later than the choice before though the clock was set back, and not later where nothing was chosen', () => {
    const before = { settings: home, settingsAt: settingsSince(100) };
    expect(stampSettings(before, { ...home, name: 'New' }, 50)).toEqual({ name: 101, retentionDays: 100, sharingItemId: 100 });
    expect(stampSettings(before, home, 500)).toEqual(settingsSince(100));
  });

  it('of a file that does not say when they were chosen count as chosen when they were written', () => {
    const first = settingsAfter(null, { settings: home, at: 10 });
    expect(first?.settingsAt).toEqual(settingsSince(10));
    const second = settingsAfter(first, { settings: { ...home, retentionDays: 7 }, at: 20 });
    expect(second?.settingsAt).toEqual({ name: 10, retentionDays: 20, sharingItemId: 10 });
    expect(settingsAfter(second, { settings: null, at: 30 })).toBe(second);
  });
});
