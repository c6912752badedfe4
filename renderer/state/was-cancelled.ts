/** Whether somebody stopped it on purpose: then nobody has to be told that it failed. */
export function wasCancelled(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'cancelled';
}
