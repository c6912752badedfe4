/** Which row a key leads to. Pure. */
const pageRows = 10;

/** Null: the key is none of the list's. */
export function rowAfterKey(key: string, at: number, total: number): number | null {
  const within = (index: number): number => Math.max(0, Math.min(total - 1, index));
  if (total === 0) {
    return null;
  }
  switch (key) {
    case 'ArrowDown':
      return at < 0 ? 0 : within(at + 1);
    case 'ArrowUp':
      return at < 0 ? total - 1 : within(at - 1);
    case 'PageDown':
      return within(Math.max(at, 0) + pageRows);
    case 'PageUp':
      return within(at - pageRows);
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      return null;
  }
}
