/** Sizes of files as people read them. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_024) {
    return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  }
  const [amount, unit] = bytes < 1_048_576 ? [bytes / 1_024, 'KB'] : [bytes / 1_048_576, 'MB'];
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount).toString()} ${unit}`;
}
