/** Words of the window itself: what stands there when no screen does, and what is said on every screen. */
import type { OpenNoticeName } from '../../shared/views.ts';

export const appWords = {
  faultTitle: 'This window stopped working',
  fault: 'Your vault is not affected. Reload the window to go on; if it happens again, report what you were doing.',
  reload: 'Reload',
  covered: 'Hidden while you work elsewhere.',
  opening: 'One moment',
  troubleTitle: 'The vault could not be read',
  tryAgain: 'Try again',
} as const;

/** What opening the vault brought to light. */
export const openNoticeSentences = {
  'torn-tail': 'The end of the file is cut short. Either the last write was interrupted and never reported as saved, or the file was not copied completely. Everything before it is whole.',
  'header-copy-repaired': 'One of the two copies of the vault’s header was damaged. It was restored from the other one; check the disk when you have time.',
  'read-only': 'The vault can only be read here. To change it, make the file and its folder writable.',
  'counter-stepped-back': 'Your hardware key counted backwards since its last use. If you did not reset or copy it, replace that key.',
  'rollback-accepted': 'You opened an older copy of this vault. What was saved later is not in it.',
  'key-changed': 'The key of this vault was changed since it was last opened here. If you removed or changed a way to unlock on another computer, all is well; if nobody did, somebody with an old copy may have made this file: lock it and restore a backup.',
  'memory-lost': 'What this computer remembered of your vaults could not be read and was set aside. An older copy of this vault would go unnoticed this once.',
} as const satisfies Record<OpenNoticeName, string>;

export const clipboardKept = 'What you copied could not be cleared and may still be on the clipboard. Copy something else to replace it.';
