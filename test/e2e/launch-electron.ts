/**
 * Starts the application on real Electron, where its binary is present. Called by fixtures.ts.
 */
import { existsSync, readFileSync } from 'node:fs';
import { _electron, type ElectronApplication } from 'playwright';
import { runsAsRoot } from '../../build/browser-arguments.ts';
import { quitPatienceMs, type Launch, type Run } from './running-app.ts';

/** Electron's binary, where it has been downloaded; `LATCHKEY_STAND_IN=1` asks for the stand-in all the same. */
export function electronBinary(): string | undefined {
  const pathFile = 'node_modules/electron/path.txt';
  if (process.env['LATCHKEY_STAND_IN'] === '1' || !existsSync(pathFile)) {
    return undefined;
  }
  const binary = `node_modules/electron/dist/${readFileSync(pathFile, 'utf8')}`;
  return existsSync(binary) ? binary : undefined;
}

function processOf(application: ElectronApplication): ReturnType<ElectronApplication['process']> {
  return application.process();
}

export const launchElectron: Launch = async (wishes): Promise<Run> => {
  const application = await _electron.launch({
    executablePath: electronBinary() ?? 'electron',
    args: [...(runsAsRoot ? ['--no-sandbox'] : []), wishes.main, `--user-data-dir=${wishes.userData}`, ...wishes.arguments],
    env: { ...currentEnv(), ...wishes.env },
  });
  const child = processOf(application);
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const window = await application.firstWindow();
  return {
    window,
    windows: () => application.windows(),
    evaluate: async (act, arg) => application.evaluate(new Function('electron', 'arg', `return (${act.toString()})(electron, arg);`) as typeof act as never, arg),
    output: () => text,
    quit: async () => {
      const late = setTimeout(() => child.kill('SIGKILL'), quitPatienceMs);
      await application.close();
      await exited;
      clearTimeout(late);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};

export function currentEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
