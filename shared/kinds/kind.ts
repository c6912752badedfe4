/**
 * What a kind of item is: its own fields, where it stands in the sidebar, what its second line says and what Ctrl+C copies.
 * A kind is one file in this folder and one line in `kinds.ts`; its words stand in `renderer/text/kind-words.ts`.
 */

export type KindField = {
  /** Kebab-case, unique within the kind, for good: it is stored in vaults. */
  readonly name: string;
  readonly type:
    | 'text'
    | 'multiline'
    | 'username'
    | 'password'
    | 'secret'
    | 'email'
    | 'phone'
    | 'url'
    | 'number'
    | 'date'
    | 'month'
    | 'totp';
  readonly concealed: boolean;
};

export type KindGroup = 'logins' | 'notes' | 'cards' | 'identities' | 'keys' | 'systems' | 'certificates';

export type Kind<Name extends string = string> = {
  readonly kind: Name;
  readonly group: KindGroup;
  readonly fields: readonly KindField[];
  /** Names of fields, first one that is filled wins; never a concealed one. */
  readonly subtitleFrom: readonly string[];
  /** Name of the field that "copy" means when nothing else is chosen; null where there is none. */
  readonly primary: string | null;
  readonly hasUrls: boolean;
};

/** Keeps the literal name of a kind while checking its shape. */
export function defineKind<const Name extends string>(kind: Kind<Name>): Kind<Name> {
  return kind;
}
