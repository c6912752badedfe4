/** Whether there is a tray, by what the tools answer; and the tool itself where this machine has a bus to ask. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { findTrayHost, runTool } from '../../../electron/desktop/tray-host.ts';

/** Answers by tool, in order; nothing for a tool that is missing. */
function answering(answers: Readonly<Record<string, readonly (string | null)[]>>) {
  const asked: string[] = [];
  const left = new Map(Object.entries(answers).map(([tool, list]) => [tool, [...list]]));
  const run = async (tool: string, words: readonly string[]): Promise<string | null> => {
    asked.push(`${tool} ${words.includes('IsStatusNotifierHostRegistered') ? 'host' : 'owner'}`);
    return left.get(tool)?.shift() ?? null;
  };
  return { run, asked };
}

describe('the tray', () => {
  it('is there on macOS and Windows, where nobody is asked', async () => {
    const { run, asked } = answering({});
    expect([await findTrayHost('darwin', run), await findTrayHost('win32', run), asked]).toEqual(['shown', 'shown', []]);
  });

  it('is there on Linux where somebody watches for icons and shows them, by either tool', async () => {
    expect(await findTrayHost('linux', answering({ gdbus: ['(true,)\n', '(<true>,)\n'] }).run)).toBe('shown');
    expect(await findTrayHost('linux', answering({ busctl: ['b true\n', 'b true\n'] }).run)).toBe('shown');
    expect(await findTrayHost('linux', answering({ gdbus: ['(true,)\n', null] }).run)).toBe('shown');
  });

  it('is not there without a watcher, which is not asked then, or with one that shows nothing', async () => {
    const without = answering({ gdbus: ['(false,)\n'] });
    expect([await findTrayHost('linux', without.run), without.asked]).toEqual(['no-host', ['gdbus owner']]);
    expect(await findTrayHost('linux', answering({ gdbus: ['(true,)\n', '(<false>,)\n'] }).run)).toBe('no-host');
  });

  it('is unknown where no tool is, none answers, or what they say means nothing', async () => {
    expect(await findTrayHost('linux', answering({}).run)).toBe('unknown');
    expect(await findTrayHost('linux', answering({ gdbus: ['truest'], busctl: [''] }).run)).toBe('unknown');
  });

  it('is asked for by programs that are missing, fail, talk too much or never end, without waiting long', async () => {
    expect(await runTool('latchkey-has-no-such-tool', [])).toBeNull();
    expect(await runTool(process.execPath, ['-e', 'process.exit(3)'])).toBeNull();
    expect(await runTool(process.execPath, ['-e', 'process.stdout.write("true ".repeat(10000))'])).toBeNull();
    expect(await runTool(process.execPath, ['-e', 'setInterval(() => 0, 1000)'])).toBeNull();
    expect(await runTool(process.execPath, ['-e', 'console.log("b true")'])).toBe('b true\n');
  });

  it.skipIf(process.platform !== 'linux' || spawnSync('dbus-run-session', ['--version']).status !== 0 || spawnSync('gdbus', ['help']).error !== undefined)(
    'is not there on a bus of its own where nobody watches',
    async () => {
      const inOwnBus = (tool: string, words: readonly string[]) => Promise.resolve(spawnSync('dbus-run-session', ['--', tool, ...words], { encoding: 'utf8', timeout: 20_000 }).stdout || null);
      expect(await findTrayHost('linux', inOwnBus)).toBe('no-host');
    },
  );
});
