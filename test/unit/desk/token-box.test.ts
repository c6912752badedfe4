import { describe, expect, it } from 'vitest';
import { makeTokenBox } from '../../../electron/desk/token-box.ts';

function boxAt(start: number, most = 2) {
  const time = { now: start };
  const discarded: string[] = [];
  const box = makeTokenBox<string>({ now: () => time.now, livesSeconds: 60, most, missing: 'enrolment.expired', discard: (value) => void discarded.push(value) });
  return { box, time, discarded };
}

describe('what the main process holds for the page', () => {
  it('is given to whoever knows its token, and once only when taken', () => {
    const { box } = boxAt(0);
    const token = box.put('a');
    expect(box.look(token)).toBe('a');
    expect(box.take(token)).toBe('a');
    expect(() => box.take(token)).toThrow('enrolment.expired');
    expect(() => box.look('__proto__')).toThrow('enrolment.expired');
  });

  it('runs out, and is wiped then', () => {
    const { box, time, discarded } = boxAt(0);
    const token = box.put('a');
    time.now = 60_001;
    expect(() => box.look(token)).toThrow('enrolment.expired');
    expect(discarded).toEqual(['a']);
  });

  it('makes room by dropping the oldest, and everything when cleared', () => {
    const { box, discarded } = boxAt(0);
    const [first, second] = [box.put('a'), box.put('b')];
    box.put('c');
    expect(discarded).toEqual(['a']);
    expect(() => box.look(first)).toThrow();
    expect(box.look(second)).toBe('b');
    box.clear();
    expect(discarded).toEqual(['a', 'b', 'c']);
  });
});
