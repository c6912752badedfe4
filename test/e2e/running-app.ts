/**
 * What a test holds of a running application, the same on real Electron and on the stand-in. Types only; made by
 * launch-electron.ts and launch-stand-in.ts, handed to tests by fixtures.ts.
 */
import type { Page } from 'playwright/test';

export type ElectronModule = typeof import('electron');

export interface LaunchWishes {
  /** What stands in place of the project root as the application; a bundled main file, for tests of the stand-in itself. */
  readonly main: string;
  readonly userData: string;
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** One run of the process. A restart makes another. */
export interface Run {
  readonly window: Page;
  windows(): Page[];
  evaluate<Result, Arg>(act: (electron: ElectronModule, arg: Arg) => Result | Promise<Result>, arg: Arg): Promise<Result>;
  /** Everything the main process has written to stdout and stderr so far. */
  output(): string;
  /** Quits as a person would; ends the process if that takes longer than ten seconds. */
  quit(): Promise<void>;
  /** Quits and starts anew on the same page, with its virtual security keys; only the stand-in can. */
  restartInPlace?(): Promise<void>;
  /** Ends the process at once, as a power cut would. */
  kill(): Promise<void>;
}

export type Launch = (wishes: LaunchWishes) => Promise<Run>;

export const quitPatienceMs = 10_000;
