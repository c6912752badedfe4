/** The icon in the tray, light or dark as the bar it stands on, and Electron's menu made of the entries of `tray-menu.ts`. Called by `main.ts`. */
import { join } from 'node:path';
import { Menu, nativeImage, nativeTheme, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import { assertNever } from '../../shared/failure.ts';
import type { TrayAct } from '../ipc/tray-calls.ts';
import type { TrayEntry } from './tray-menu.ts';

export type TrayIcon = {
  /** Does nothing where these entries stand there already. */
  setEntries(entries: readonly TrayEntry[]): void;
};

function templateOf(entry: TrayEntry, act: (act: TrayAct) => void): MenuItemConstructorOptions {
  switch (entry.is) {
    case 'line':
      return { label: entry.label, enabled: false };
    case 'rule':
      return { type: 'separator' };
    case 'act':
      return { label: entry.label, click: () => act(entry.act) };
    case 'menu':
      return { label: entry.label, submenu: entry.entries.map((inner) => templateOf(inner, act)) };
    default:
      return assertNever(entry);
  }
}

/** A template image takes the colour of the menu bar by itself; elsewhere there is one for dark bars and one for light ones. */
function imageIn(folder: string, platform: NodeJS.Platform): NativeImage {
  const isDark = nativeTheme.shouldUseDarkColorsForSystemIntegratedUI;
  const image = nativeImage.createFromPath(join(folder, platform === 'darwin' ? 'trayTemplate.png' : isDark ? 'tray-on-dark.png' : 'tray-on-light.png'));
  if (platform === 'darwin') {
    image.setTemplateImage(true);
  }
  return image;
}

export function openTrayIcon(deps: { readonly folder: string; readonly platform: NodeJS.Platform; readonly act: (act: TrayAct) => void }): TrayIcon {
  const tray = new Tray(imageIn(deps.folder, deps.platform));
  tray.setToolTip('Latchkey');
  // On a Mac a click opens the menu.
  if (deps.platform !== 'darwin') {
    tray.on('click', () => deps.act({ do: 'show' }));
  }
  nativeTheme.on('updated', () => tray.setImage(imageIn(deps.folder, deps.platform)));
  let standing = '';
  return {
    setEntries(entries) {
      const wanted = JSON.stringify(entries);
      if (wanted !== standing) {
        standing = wanted;
        tray.setContextMenu(Menu.buildFromTemplate(entries.map((entry) => templateOf(entry, deps.act))));
      }
    },
  };
}
