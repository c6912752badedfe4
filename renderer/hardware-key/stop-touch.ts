/** The user thought better of touching for an item. Whoever waits for the touch hears that it was stopped; a wait that is over by now needs no word. */
import { ask } from '../client/client.ts';

export function stopTouch(): void {
  ask('item.stopTouch', {}).catch(() => undefined);
}
