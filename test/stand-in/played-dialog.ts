/**
 * Plays `dialog`: with a display and zenity it asks; without, every dialog is answered as if the person had closed
 * it, and says so on stderr. Tests replace the functions on the object, here as on Electron. Called by electron.ts.
 */
import { spawn } from 'node:child_process';
import { playing } from './playing.ts';
import { onReset } from './reset.ts';
import { headed } from './stage.ts';

/** What zenity printed, or undefined where the person closed it or it is not there. */
function askZenity(args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    if (!headed) {
      resolve(undefined);
      return;
    }
    const child = spawn('zenity', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve(code === 0 ? output.trimEnd() : undefined));
  });
}

function sayCancelled(what: string): void {
  process.stderr.write(`stand-in: ${what} answered as closed\n`);
}

/** Electron's dialogs take an optional window before their options. */
function optionsOf<Options extends object>(args: readonly unknown[]): Partial<Options> {
  const last = args.at(-1);
  return typeof last === 'object' && last !== null ? (last as Partial<Options>) : {};
}

export const dialog = playing<Electron.Dialog>({
  showOpenDialog: async (...args: unknown[]) => {
    const options = optionsOf<Electron.OpenDialogOptions>(args);
    const properties = options.properties ?? [];
    const answer = await askZenity([
      '--file-selection',
      `--title=${options.title ?? 'Open'}`,
      ...(options.defaultPath === undefined ? [] : [`--filename=${options.defaultPath}`]),
      ...(properties.includes('openDirectory') ? ['--directory'] : []),
      ...(properties.includes('multiSelections') ? ['--multiple', '--separator=\n'] : []),
    ]);
    if (answer === undefined) {
      sayCancelled('a dialog to open a file');
    }
    return { canceled: answer === undefined, filePaths: answer?.split('\n') ?? [] };
  },
  showSaveDialog: async (...args: unknown[]) => {
    const options = optionsOf<Electron.SaveDialogOptions>(args);
    const answer = await askZenity(['--file-selection', '--save', `--title=${options.title ?? 'Save'}`, ...(options.defaultPath === undefined ? [] : [`--filename=${options.defaultPath}`])]);
    if (answer === undefined) {
      sayCancelled('a dialog to save a file');
    }
    return { canceled: answer === undefined, filePath: answer ?? '' };
  },
  showMessageBox: async (...args: unknown[]) => {
    const options = optionsOf<Electron.MessageBoxOptions>(args);
    const buttons = options.buttons ?? ['OK'];
    const answer = await askZenity(['--question', `--text=${options.message ?? ''}\n${options.detail ?? ''}`, `--ok-label=${buttons[0] ?? 'OK'}`, `--cancel-label=${buttons[options.cancelId ?? 1] ?? 'Cancel'}`]);
    if (answer === undefined) {
      sayCancelled(`the question "${options.message ?? ''}"`);
    }
    return { response: answer === undefined ? (options.cancelId ?? Math.max(0, buttons.length - 1)) : 0, checkboxChecked: false };
  },
  showErrorBox: (title, content) => {
    process.stderr.write(`${title}: ${content}\n`);
    void askZenity(['--error', `--title=${title}`, `--text=${content}`]);
  },
});

const asPlayed = { ...dialog };
onReset(() => Object.assign(dialog, asPlayed));
