/** The form that holds something not saved yet; null when there is none. What would take the form away asks first, and can have it saved. */
import { makeSmallStore } from '../../state/small-store.ts';

/** Saves; false when that did not go, and the form says why. */
export type UnsavedForm = { readonly save: () => Promise<boolean> };

export const unsavedForm = makeSmallStore<UnsavedForm | null>(null);
