/** The application menu: where macOS needs one for its usual keys, and where people look for what there is. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Heard } from '../../shared/contract.ts';
import { menuWords as words } from '../../shared/main-words.ts';

type Command = Heard<'menu.chosen'>['command'];

export function setAppMenu(chosen: (command: Command) => void): void {
  const entry = (label: string, command: Command, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => chosen(command),
    // The page has these keys too; registering them here would take them from its text boxes.
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  });
  const mac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      {
        label: words.file,
        submenu: [
          entry(words.newItem, 'new-item', 'CmdOrCtrl+N'),
          entry(words.import, 'import'),
          entry(words.receive, 'receive'),
          { type: 'separator' },
          entry(words.lock, 'lock', 'CmdOrCtrl+L'),
          entry(words.settings, 'settings', 'CmdOrCtrl+,'),
          { type: 'separator' },
          { role: process.platform === 'darwin' ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu' },
      {
        label: words.view,
        submenu: [
          entry(words.find, 'find', 'CmdOrCtrl+K'),
          entry(words.generator, 'generator', 'CmdOrCtrl+G'),
          { type: 'separator' },
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { role: 'togglefullscreen' },
        ],
      },
      { role: 'windowMenu' },
    ]),
  );
}
