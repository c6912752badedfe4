/**
 * Which of an item's fields stand for it: the second line of its row, what Ctrl+C copies, its username. The one rule for the vault, for
 * imports and for the page, each of which has fields of its own shape.
 */
import { limits } from '../item.ts';
import { kindOf, type KindName } from './kinds.ts';

type Named = { readonly name: string | null; readonly concealed: boolean };

/**
 * First line of the first filled field of those the kind names.
 * SECURITY: never a concealed field, whatever the kind says, for it stays in memory while the vault is open.
 */
export function subtitleOf(kind: KindName, fields: readonly (Named & { readonly value: string })[]): string {
  for (const name of kindOf(kind).subtitleFrom) {
    const value = fields.find((field) => field.name === name && !field.concealed)?.value.trim();
    if (value) {
      return (value.split('\n')[0] ?? '').slice(0, limits.titleLength);
    }
  }
  return '';
}

/** @param filled fields that are not empty, in their order. */
export function primaryFieldOf<Field extends Named>(kind: KindName, filled: readonly Field[]): Field | undefined {
  const { primary } = kindOf(kind);
  return filled.find(({ name }) => name !== null && name === primary) ?? filled.find(({ concealed }) => concealed) ?? filled[0];
}

/** @param filled fields that are not empty, in their order. */
export function usernameFieldOf<Field extends { readonly type: string }>(filled: readonly Field[]): Field | undefined {
  return filled.find(({ type }) => type === 'username') ?? filled.find(({ type }) => type === 'email');
}
