/**
 * Plays `Menu` and `MenuItem` as data: templates become items with `click`, and the application's menu can be asked
 * for. Accelerators are kept, not listened for: keys go to the page. Called by electron.ts.
 */
import { EventEmitter } from 'node:events';
import { playing } from './playing.ts';
import { onReset } from './reset.ts';

let lastCommand = 0;
let applicationMenu: Electron.Menu | null = null;
onReset(() => {
  applicationMenu = null;
});

function itemOf(options: Electron.MenuItemConstructorOptions): Electron.MenuItem {
  lastCommand += 1;
  const submenu = options.submenu === undefined ? undefined : Array.isArray(options.submenu) ? menuOf(options.submenu.map(itemOf)) : options.submenu;
  const item: Electron.MenuItem = playing<Electron.MenuItem>({
    id: options.id ?? '',
    label: options.label ?? options.role ?? '',
    type: options.type ?? (submenu === undefined ? 'normal' : 'submenu'),
    enabled: options.enabled ?? true,
    visible: options.visible ?? true,
    checked: options.checked ?? false,
    commandId: lastCommand,
    ...(options.accelerator === undefined ? {} : { accelerator: options.accelerator }),
    ...(submenu === undefined ? {} : { submenu }),
    click: () => {
      const click: Function | undefined = options.click;
      click?.(item, undefined, {});
    },
  });
  return item;
}

function menuOf(items: Electron.MenuItem[]): Electron.Menu {
  const findItem = (list: readonly Electron.MenuItem[], id: string): Electron.MenuItem | null => {
    for (const item of list) {
      const found = item.id === id ? item : item.submenu === undefined ? null : findItem(item.submenu.items, id);
      if (found !== null) {
        return found;
      }
    }
    return null;
  };
  const menu: Electron.Menu = playing<Electron.Menu>(
    {
      items,
      append: (item) => void items.push(item),
      insert: (at, item) => void items.splice(at, 0, item),
      getMenuItemById: (id) => findItem(items, id),
      popup: () => {
        menu.emit('menu-will-show', {});
      },
      closePopup: () => {
        menu.emit('menu-will-close', {});
      },
    },
    new EventEmitter(),
  );
  return menu;
}

export const Menu = playing<typeof Electron.Menu>(
  {
    buildFromTemplate: (template) => menuOf(template.map((entry) => ('commandId' in entry ? entry : itemOf(entry)))),
    setApplicationMenu: (menu) => {
      applicationMenu = menu;
    },
    getApplicationMenu: () => applicationMenu,
  },
  function MenuOf() {
    return menuOf([]);
  },
);

export const MenuItem = playing<typeof Electron.MenuItem>({}, function MenuItemOf(options: Electron.MenuItemConstructorOptions) {
  return itemOf(options);
});
