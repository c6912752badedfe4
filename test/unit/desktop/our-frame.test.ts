import { expect, it } from 'vitest';
import type { WebFrameMain } from 'electron';
import { isOurFrame } from '../../../electron/desktop/our-frame.ts';

const parent = { origin: 'https://latchkey.internal' } as WebFrameMain;

it('our page is ours; no frame within it is, and no page of another origin, however alike', () => {
  expect(isOurFrame({ origin: 'https://latchkey.internal', parent: null })).toBe(true);
  expect(isOurFrame({ origin: 'https://latchkey.internal', parent })).toBe(false);
  expect(isOurFrame(null)).toBe(false);
  for (const origin of ['https://example.com', 'http://latchkey.internal', 'https://latchkey.internal:8443', 'https://latchkey.internal.example', 'https://a.latchkey.internal', 'file://', 'null', '']) {
    expect(isOurFrame({ origin, parent: null })).toBe(false);
  }
});
