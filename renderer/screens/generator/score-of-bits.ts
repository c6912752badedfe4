/** Entropy in bits as the four bars show it. For what was generated; a typed password is judged by `password.judge`. */
export function scoreOfBits(bits: number): 0 | 1 | 2 | 3 | 4 {
  if (bits < 28) {
    return 0;
  }
  if (bits < 40) {
    return 1;
  }
  if (bits < 56) {
    return 2;
  }
  return bits < 72 ? 3 : 4;
}
