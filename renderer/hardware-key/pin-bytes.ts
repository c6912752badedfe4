/** From what was typed to what a key takes for a PIN (CTAP 2.1, section 6.5.1): UTF-8 of its NFC form. The bytes are overwritten once they were sent. */
import { pinBytes as limits } from '../../shared/key-contract.ts';

export type PinProblem = 'too-short' | 'too-long' | null;

export function pinProblem(typed: string): PinProblem {
  const text = typed.normalize('NFC');
  if ([...text].length < limits.least) {
    return 'too-short';
  }
  return new TextEncoder().encode(text).length > limits.most ? 'too-long' : null;
}

export async function withPinBytes<T>(typed: readonly string[], send: (...pins: readonly Uint8Array<ArrayBuffer>[]) => Promise<T>): Promise<T> {
  const pins = typed.map((text) => new TextEncoder().encode(text.normalize('NFC')));
  try {
    return await send(...pins);
  } finally {
    pins.forEach((pin) => pin.fill(0));
  }
}
