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

  it('serves one of three calls at once, and is wiped with it', async () => {
    const { box, discarded } = boxAt(0);
    const token = box.put('a');
    let acted = 0;
    const change = () =>
      box.spend(token, async (value) => {
        acted += 1;
        await Promise.resolve();
        return value;
      });
    const outcomes = await Promise.allSettled([change(), change(), change()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(acted).toBe(1);
    expect(discarded).toEqual(['a']);
    await expect(change()).rejects.toThrow('enrolment.expired');
  });

  it('is good again when what it was spent on failed, but not once everything was cleared meanwhile', async () => {
    const { box, discarded } = boxAt(0);
    const token = box.put('a');
    const fail = () => box.spend(token, () => Promise.reject(new Error('the disk is full')));
    await expect(fail()).rejects.toThrow('full');
    expect(box.look(token)).toBe('a');
    const failing = box.spend(token, async () => {
      await Promise.resolve();
      throw new Error('locked');
    });
    expect(() => box.look(token)).toThrow('enrolment.expired');
    box.clear();
    await expect(failing).rejects.toThrow('locked');
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
