/** A name and a value, as a program reads it. */
import { defineKind } from './kind.ts';

export const secret = defineKind({
  kind: 'secret',
  group: 'keys',
  hasUrls: false,
  primary: 'value',
  subtitleFrom: ['content-type'],
  fields: [
    { name: 'value', type: 'secret', concealed: true },
    { name: 'content-type', type: 'text', concealed: false },
  ],
});
