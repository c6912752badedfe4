/** Files chosen by the user in the system's own dialogs, read and written here: no path ever comes from the page. */
import { lstat, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { app, dialog, shell, type BrowserWindow } from 'electron';
import { VaultFailure } from '../../shared/failure.ts';
import type { DesktopPort, HeldFile } from '../ipc/call-deps.ts';
import { mediaTypeOf } from '../../shared/media-type.ts';
import { plainFileName } from '../../shared/plain-file-name.ts';
import { oneLine } from '../../shared/plain-line.ts';
import { readChosenFile, writeChosenFile } from '../store/chosen-file.ts';
import { onDisk } from '../store/disk-failure.ts';

type FilePort = Pick<
  DesktopPort,
  'describePlace' | 'chooseVaultFile' | 'chooseNewVaultPlace' | 'defaultVaultPlace' | 'chooseFiles' | 'saveFile' | 'savePdf' | 'print' | 'showInFolder'
>;

const ending = '.latchkey';
const vaultFilter = { name: 'Latchkey vault', extensions: ['latchkey'] };

const filters = {
  attachment: [],
  import: [{ name: 'Exports', extensions: ['csv', 'json'] }, { name: 'All files', extensions: ['*'] }],
  share: [{ name: 'age files', extensions: ['age', 'txt'] }, { name: 'All files', extensions: ['*'] }],
} as const;

const vaultFileName = (name: string): string => plainFileName(name, 'Vault');

async function readChosen(path: string, mostBytes: number): Promise<HeldFile> {
  const fileName = plainFileName(basename(path), 'file');
  return { fileName, content: await readChosenFile(path, mostBytes), mediaType: mediaTypeOf(fileName) };
}

async function isFree(path: string): Promise<boolean> {
  return lstat(path).then(() => false, () => true);
}

export function makeFileDialogs(windowOf: () => BrowserWindow): FilePort {
  async function askWhere(suggested: string, filter: { name: string; extensions: string[] } | null): Promise<string | null> {
    const { canceled, filePath } = await dialog.showSaveDialog(windowOf(), {
      defaultPath: suggested,
      ...(filter === null ? {} : { filters: [filter] }),
    });
    return canceled || filePath === '' ? null : filePath;
  }

  async function save(suggestedName: string, content: () => Promise<Uint8Array>): Promise<boolean> {
    const path = await askWhere(join(app.getPath('downloads'), suggestedName), null);
    if (path === null) {
      return false;
    }
    await writeChosenFile(path, await content());
    return true;
  }

  return {
    describePlace: (path) => ({ name: oneLine(basename(path, ending)), place: oneLine(dirname(path)) }),

    async chooseVaultFile() {
      const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(), { properties: ['openFile'], filters: [vaultFilter, { name: 'All files', extensions: ['*'] }] });
      return canceled ? null : (filePaths[0] ?? null);
    },

    async chooseNewVaultPlace(name) {
      const path = await askWhere(join(app.getPath('documents'), `${vaultFileName(name)}${ending}`), vaultFilter);
      return path === null || path.endsWith(ending) ? path : `${path}${ending}`;
    },

    async defaultVaultPlace(name) {
      const folder = app.getPath('documents');
      // A fresh account may have none yet. Only for the place we propose: a folder that somebody chose is there, or gone for a reason.
      await onDisk({ fileName: basename(folder) }, () => mkdir(folder, { recursive: true }));
      const base = vaultFileName(name);
      for (let number = 1; ; number += 1) {
        const path = join(folder, `${base}${number === 1 ? '' : ` ${number}`}${ending}`);
        if (await isFree(path)) {
          return path;
        }
      }
    },

    async chooseFiles(purpose, mostBytes, requireStill) {
      const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(), {
        properties: purpose === 'attachment' ? ['openFile', 'multiSelections'] : ['openFile'],
        filters: filters[purpose].map(({ name, extensions }) => ({ name, extensions: [...extensions] })),
      });
      requireStill();
      const files = canceled ? [] : await Promise.all(filePaths.map((path) => readChosen(path, mostBytes)));
      try {
        requireStill();
        return files;
      } catch (error) {
        files.forEach(({ content }) => content.fill(0));
        throw error;
      }
    },

    saveFile: (suggestedName, content) => save(plainFileName(suggestedName, 'file'), content),

    savePdf: (suggestedName, requireShown) =>
      save(`${vaultFileName(suggestedName.replace(/\.pdf$/iu, ''))}.pdf`, async () => {
        // SECURITY: before and after: what is printed is the page as it is, and a lock puts another page in its place.
        requireShown();
        const content = await windowOf().webContents.printToPDF({ pageSize: 'A4', printBackground: true });
        requireShown();
        return content;
      }),

    print: () =>
      new Promise((resolve, reject) => {
        windowOf().webContents.print({ printBackground: true, pageSize: 'A4' }, (printed, reason) => {
          // Closing the system's dialog is an answer, not a failure.
          if (printed || /cancel/iu.test(reason)) {
            resolve();
          } else {
            reject(new VaultFailure('print.failed'));
          }
        });
      }),

    showInFolder: (path) => shell.showItemInFolder(path),
  };
}
