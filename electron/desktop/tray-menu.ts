/**
 * The tray's menu as data, from what is to be shown: pure, and tested without a desktop. Not here: Electron's menu (`tray-icon.ts`), what
 * an entry does (`ipc/tray-calls.ts`). SECURITY: a desktop may hand menus to other programs; nothing but titles stands here, while open.
 */
import { trayWords as words } from '../../shared/main-words.ts';
import type { TrayAct, TrayItem, TrayStatus } from '../ipc/tray-calls.ts';

export type TrayEntry =
  | { readonly is: 'line'; readonly label: string }
  | { readonly is: 'rule' }
  | { readonly is: 'act'; readonly label: string; readonly act: TrayAct }
  | { readonly is: 'menu'; readonly label: string; readonly entries: readonly TrayEntry[] };

const longestTitle = 40;

/** Without what would rearrange the menu, and without the sign that makes a letter a key there. */
function shownTitle(title: string): string {
  const plain = title.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trim();
  const letters = [...plain];
  const short = letters.length > longestTitle ? `${letters.slice(0, longestTitle - 1).join('')}…` : plain;
  return (short === '' ? words.untitled : short).replaceAll('&', '&&');
}

function statusLine({ phase, minutesToLock }: TrayStatus): string {
  if (phase !== 'open') {
    return words.status[phase];
  }
  return minutesToLock === null ? words.open : words.openUntil(minutesToLock);
}

function itemMenu({ itemId, title, touchRequired, hasUsername, hasTotp, isLogin }: TrayItem): TrayEntry {
  const copy = (label: string, what: 'primary' | 'username' | 'code'): TrayEntry => ({ is: 'act', label, act: { do: 'copy', what, itemId } });
  const entries: readonly TrayEntry[] = touchRequired
    ? // A touch needs a window that asks for it.
      [{ is: 'act', label: words.needsTouch, act: { do: 'search', text: title } }]
    : [
        copy(isLogin ? words.copyPassword : words.copySecret, 'primary'),
        ...(hasUsername ? [copy(words.copyUsername, 'username')] : []),
        ...(hasTotp ? [copy(words.copyCode, 'code')] : []),
      ];
  return { is: 'menu', label: shownTitle(title), entries };
}

function group(heading: string, items: readonly TrayItem[]): readonly TrayEntry[] {
  return items.length === 0 ? [] : [{ is: 'rule' }, { is: 'line', label: heading }, ...items.map(itemMenu)];
}

export function trayMenu(status: TrayStatus): readonly TrayEntry[] {
  const isOpen = status.phase === 'open';
  return [
    { is: 'line', label: statusLine(status) },
    { is: 'rule' },
    ...(status.phase === 'none' ? [] : [{ is: 'act', label: isOpen ? words.search : words.unlock, act: { do: 'search', text: '' } } as const]),
    { is: 'act', label: words.show, act: { do: 'show' } },
    ...(isOpen ? [...group(words.recent, status.recent), ...group(words.favourites, status.favourites)] : []),
    { is: 'rule' },
    { is: 'act', label: words.generate, act: { do: 'generate' } },
    ...(isOpen ? [{ is: 'act', label: words.lock, act: { do: 'lock' } } as const] : []),
    { is: 'rule' },
    { is: 'act', label: words.quit, act: { do: 'quit' } },
  ];
}
