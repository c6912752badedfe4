/** A file kept in the vault as an attachment, with what is known about it. */
import { defineKind } from './kind.ts';

export const document = defineKind({
  kind: 'document',
  group: 'notes',
  hasUrls: false,
  primary: null,
  subtitleFrom: ['file-name'],
  fields: [
    { name: 'file-name', type: 'text', concealed: false },
    { name: 'issued', type: 'date', concealed: false },
  ],
});
