/**
 * Plays `ipcMain`: takes what a preload sent, finds the handler, words failures as Electron does. Called by
 * played-contents.ts for every message of a page, and by electron.ts for the exported object.
 */
import { EventEmitter } from 'node:events';
import type { ToMain, ToPreload } from './page-messages.ts';
import { playing } from './playing.ts';
import { onReset } from './reset.ts';
import { decodeWire, encodeWire } from './wire.ts';

type Handler = Parameters<Electron.IpcMain['handle']>[1];

const handlers = new Map<string, Handler>();
const listeners = new EventEmitter();
onReset(() => {
  handlers.clear();
  listeners.removeAllListeners();
});

export const ipcMain = playing<Electron.IpcMain>(
  {
    handle: (channel, handler) => {
      if (handlers.has(channel)) {
        throw new Error(`Attempted to register a second handler for '${channel}'`);
      }
      handlers.set(channel, handler);
    },
    handleOnce: (channel, handler) => {
      handlers.set(channel, (event, ...args: unknown[]) => {
        handlers.delete(channel);
        return handler(event, ...args);
      });
    },
    removeHandler: (channel) => {
      handlers.delete(channel);
    },
  },
  listeners,
);

/** Where a message came from, as the devtools protocol says it: not as the page says it. */
export interface Sender {
  readonly contents: Electron.WebContents;
  readonly frame: Electron.WebFrameMain;
  reply(message: ToPreload): void;
}

export async function takeMessage(message: Exclude<ToMain, { kind: 'input' }>, sender: Sender): Promise<void> {
  const decoded = decodeWire(message.args);
  const args: unknown[] = Array.isArray(decoded) ? decoded : [];
  const origin = { sender: sender.contents, senderFrame: sender.frame, frameId: sender.frame.routingId, processId: sender.frame.processId, type: 'frame' as const };
  if (message.kind === 'send') {
    const reply = (channel: string, ...values: unknown[]): void => sender.reply({ kind: 'event', channel, args: encodeWire(values) });
    listeners.emit(message.channel, playing<Electron.IpcMainEvent>({ ...origin, ports: [], reply }), ...args);
    return;
  }
  const refuse = (reason: string): void => {
    sender.reply({ kind: 'refusal', id: message.id, message: `Error invoking remote method '${message.channel}': ${reason}` });
  };
  const handler = handlers.get(message.channel);
  if (handler === undefined) {
    refuse(`Error: No handler registered for '${message.channel}'`);
    return;
  }
  try {
    const value: unknown = await handler(playing<Electron.IpcMainInvokeEvent>(origin), ...args);
    sender.reply({ kind: 'reply', id: message.id, value: encodeWire(value) });
  } catch (error) {
    process.stderr.write(`Error occurred in handler for '${message.channel}': ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    refuse(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}
