/** The two ways out of the quick window: away, with the focus back where it was, and to the main window. */
import { ask } from '../../client/client.ts';

export function putAway(): void {
  // Hidden already is what was wanted.
  ask('quick.hide', {}).catch(() => undefined);
}

export function openMain(): void {
  ask('quick.openMain', {}).catch(() => undefined);
}
