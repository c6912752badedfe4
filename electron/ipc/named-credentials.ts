/** The hardware keys among the ways to open, as a provider asks for them. Called by the calls that ask for a touch. */
import type { NamedCredential } from '../hardware-key/key-provider.ts';
import type { SlotInfo } from '../vault/vault-types.ts';

export function namedCredentials(slots: readonly SlotInfo[]): readonly NamedCredential[] {
  return slots.flatMap((slot) => (slot.credential === null ? [] : [{ name: slot.name, credential: slot.credential }]));
}
