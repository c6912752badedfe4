/**
 * The native messaging host: started by the browser, it carries frames between the browser's pipes and the application's socket, both
 * ways, and ends when either does. It holds no keys, looks into no frame, starts nothing and keeps nothing. Called by `browser-host.ts`
 * (under Node) and by main.ts (the packaged program, started with `--browser-host`).
 */
import { connect, type Socket } from 'node:net';
import { dirname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { FromApp } from '../../shared/browser-messages.ts';
import { encodeFrame, encodeMessage, makeFrameReader } from './native-frame.ts';
import { isOwnFolder, linkPlaces, type PlaceDeps } from './link-place.ts';

type HostTrouble = Extract<FromApp, { type: 'host.trouble' }>['trouble'];

function reach(place: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(place);
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', () => resolve(null));
  });
}

async function reachApplication(deps: PlaceDeps): Promise<Socket | null> {
  for (const place of linkPlaces(deps)) {
    const isOurs = deps.platform === 'win32' || isOwnFolder(dirname(place), deps.userId);
    const socket = isOurs ? await reach(place) : null;
    if (socket !== null) {
      return socket;
    }
  }
  return null;
}

/** Ends once everything said has been handed to the browser. */
function write(output: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => void output.write(bytes, () => resolve()));
}

export async function runHost(io: { readonly input: Readable; readonly output: Writable; readonly place: PlaceDeps }): Promise<void> {
  const { input, output } = io;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => void (end = resolve));
  // A browser that went away: nobody is left to tell.
  output.on('error', end);
  input.on('error', end);

  const socket = await reachApplication(io.place);
  const say = (trouble: HostTrouble): Promise<void> => write(output, encodeMessage({ type: 'host.trouble', trouble } satisfies FromApp));
  if (socket === null) {
    await say('app-not-running');
    return;
  }

  /** One way: whole frames only, held back while the other end is slow. What is wrong on the browser's side is told to the browser. */
  function carry(from: Readable, to: Writable, over: (why: HostTrouble | null) => void): void {
    const reader = makeFrameReader();
    from.on('data', (chunk: Buffer) => {
      const frames = reader.take(chunk);
      if (frames === null) {
        over('too-large');
        return;
      }
      if (frames.map((body) => to.write(encodeFrame(body))).includes(false)) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    });
    from.once('end', () => over(reader.isAmid() ? 'malformed' : null));
  }

  let isOver = false;
  const finish = (last: HostTrouble | null): void => {
    if (!isOver) {
      isOver = true;
      input.pause();
      socket.destroy();
      void (last === null ? Promise.resolve() : say(last)).then(end);
    }
  };
  carry(input, socket, finish);
  // Whatever ended it on that side: there is no application any more.
  carry(socket, output, (why) => finish(why === 'too-large' ? why : 'app-gone'));
  socket.on('error', () => finish('app-gone'));
  socket.on('close', () => finish('app-gone'));
  await ended;
}
