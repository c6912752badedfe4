/** How large a file may be that is taken in or given out, in bytes; a single attachment's limit stands with the item's (`item.ts`). */
export const fileLimits = {
  /** An export of another program. */
  import: 104_857_600,
  /** An age file with what was shared. */
  share: 33_554_432,
  /** What is attached to one item, all of it together. */
  item: 134_217_728,
  /** Files read and waiting to be attached, all of them together: they stand in memory. */
  held: 268_435_456,
} as const;
