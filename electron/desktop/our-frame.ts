/** Which frame is our page itself. Called by whoever takes messages of pages: the windows, and through them the gate. */
import type { WebFrameMain } from 'electron';
import { appOrigin } from './origin.ts';

/** Our page itself: the right origin, and not a frame inside another. */
export function isOurFrame(frame: Pick<WebFrameMain, 'origin' | 'parent'> | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === appOrigin;
}
