/** The icon of each kind of item and of each group in the sidebar. */
import {
  BookUser, Braces, CreditCard, Database, FileLock2, FileText, Fingerprint, IdCard, KeyRound, Server, SquareTerminal, StickyNote, User, Award, Wifi, type LucideIcon,
} from 'lucide-react';
import type { KindGroup } from '../../shared/kinds/kind.ts';
import type { KindName } from '../../shared/kinds/kinds.ts';

export const kindIcons: Readonly<Record<KindName, LucideIcon>> = {
  login: User,
  note: FileText,
  card: CreditCard,
  identity: IdCard,
  'api-credential': Braces,
  database: Database,
  server: Server,
  wifi: Wifi,
  'ssh-key': SquareTerminal,
  document: FileLock2,
  secret: StickyNote,
  key: KeyRound,
  certificate: Award,
  passkey: Fingerprint,
};

export const groupIcons: Readonly<Record<KindGroup, LucideIcon>> = {
  logins: User,
  notes: FileText,
  cards: CreditCard,
  identities: BookUser,
  keys: SquareTerminal,
  systems: Server,
  certificates: Award,
};

/** Kinds whose tile carries letters: items that are mostly told apart by their name. */
const lettered: ReadonlySet<KindName> = new Set(['login', 'identity', 'api-credential', 'database', 'server', 'secret', 'passkey']);

/** The icon on an item's tile; null for its letters. Without any there is the icon, so that no tile is empty. */
export function tileIconOf(kind: KindName, letters: string): LucideIcon | null {
  return lettered.has(kind) && letters !== '' ? null : kindIcons[kind];
}
