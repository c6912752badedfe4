/** Free text; the text itself is the item's notes. */
import { defineKind } from './kind.ts';

export const note = defineKind({
  kind: 'note',
  group: 'notes',
  hasUrls: false,
  primary: null,
  subtitleFrom: [],
  fields: [
  ],
});
