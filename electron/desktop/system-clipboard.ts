/** Electron's clipboard as the clipboard holder uses it. */
import { clipboard, ClipboardItem } from 'electron';
import type { SystemClipboard } from './clipboard-holder.ts';

/** How Electron names a raw platform format inside a clipboard item. */
function rawFormat(name: string): string {
  return `electron application/osclipboard;format="${name}"`;
}

export const systemClipboard: SystemClipboard = {
  readText: () => clipboard.readText(),
  clear: () => clipboard.clear(),
  put: (text, marks) =>
    clipboard.write([
      new ClipboardItem({
        'text/plain': text,
        ...Object.fromEntries(marks.map(({ format, value }) => [rawFormat(format), new Blob([value])])),
      }),
    ]),
};
