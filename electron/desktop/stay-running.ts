/**
 * What becomes of the program when its main window is closed or it was started at login: it stays where the user wants that and there is
 * something on the screen or a key that brings it back; else it ends, or shows its window. Starting it once more brings the window back always.
 */
import type { DesktopState } from '../../shared/quick-contract.ts';

export function hasWayBack({ shortcut, tray }: Pick<DesktopState, 'shortcut' | 'tray'>): boolean {
  return tray === 'shown' || shortcut === 'working';
}

/** Given by the entry that starts the program at login. */
export const backgroundSwitch = '--background';
/** For a shortcut that the desktop itself keeps: starts the program once more, and the one that runs shows its quick window. */
export const quickSwitch = '--quick-copy';
