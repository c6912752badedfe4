/** Whether a form holds something that is not saved: what would take the form away can ask first. */
import { makeSmallStore } from '../../state/small-store.ts';

export const unsavedForm = makeSmallStore<boolean>(false);
