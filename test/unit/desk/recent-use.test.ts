/** What was used last. */
import { expect, it } from 'vitest';
import { makeRecentUse } from '../../../electron/desk/recent-use.ts';

it('what was used last stands first, once, by vault, and neither list grows for ever', () => {
  const use = makeRecentUse();
  for (const item of ['a', 'b', 'a']) {
    use.note('one', item);
  }
  use.note('two', 'c');
  expect([use.of('one'), use.of('two'), use.of('three')]).toEqual([['a', 'b'], ['c'], []]);
  for (let number = 0; number < 200; number += 1) {
    use.note('one', `item ${number}`);
  }
  expect([use.of('one').length, use.of('one')[0]]).toEqual([50, 'item 199']);
  for (let number = 0; number < 50; number += 1) {
    use.note(`vault ${number}`, 'x');
  }
  expect([use.of('one'), use.of('vault 49')]).toEqual([[], ['x']]);
});
