/**
 * The thread of one software key: the four I/O functions that libfido2 calls, over koffi, and the key behind them. A thread of its own, so that a
 * read may wait as a read of a real device does, with nobody else waiting along. Bundled by `bundle-key-worker.ts`, started by `software-key.ts`.
 */
import { parentPort, workerData } from 'node:worker_threads';
import koffi from 'koffi';
import { frameLength } from './hid-frames.ts';
import { makeHidChannel, type HidChannel } from './hid-channel.ts';
import type { FromKey, KeyBirth, KeyLook, ToKey } from './key-messages.ts';
import type { KeyState, KeyTraits } from './key-state.ts';

const sliceMilliseconds = 8;
const neverWoken = new Int32Array(new SharedArrayBuffer(4));

const birth = workerData as KeyBirth;
const state: KeyState = birth.state;
let traits: KeyTraits = birth.traits;
let isPlugged = true;
let openings = 0;
let channel: HidChannel | null = null;
let kept = JSON.stringify(state);

const say = (message: FromKey): void => parentPort?.postMessage(message);

function tellChange(): void {
  const now = JSON.stringify(state);
  if (now !== kept) {
    kept = now;
    say({ said: 'changed', state });
  }
}

function open(): bigint {
  if (!isPlugged || traits.fault === 'no-entry') {
    return 0n;
  }
  openings += 1;
  channel = makeHidChannel(state, () => traits, () => performance.now());
  return 1n;
}

function close(): void {
  channel = null;
}

function read(_handle: bigint, buffer: bigint, length: number, milliseconds: number): number {
  const end = milliseconds < 0 ? Infinity : performance.now() + milliseconds;
  // What libfido2 waits for is told apart by frames that say "still here"; what never speaks lets its time run out.
  const speaksBy = performance.now() + 150;
  for (;;) {
    const frame = isPlugged ? (channel?.read() ?? null) : null;
    if (!isPlugged || channel === null) {
      return -1;
    }
    if (frame !== null) {
      koffi.encode(buffer, koffi.array('uint8_t', length), Uint8Array.from(frame));
      tellChange();
      return frame.length;
    }
    if (performance.now() >= end || (performance.now() >= speaksBy && traits.fault !== 'silent')) {
      return -1;
    }
    Atomics.wait(neverWoken, 0, 0, sliceMilliseconds);
  }
}

function write(_handle: bigint, buffer: bigint, length: number): number {
  if (!isPlugged || channel === null) {
    return -1;
  }
  const bytes: unknown = koffi.decode(buffer, koffi.array('uint8_t', length));
  // The first byte is the number of the HID report.
  channel.write(Buffer.from(Uint8Array.from(bytes as Uint8Array)).subarray(length - frameLength));
  return length;
}

function look(): KeyLook {
  return { state, isWaitingForTouch: channel?.isWaitingForTouch() ?? false, openings };
}

parentPort?.on('message', (message: ToKey) => {
  switch (message.act) {
    case 'change':
      traits = { ...traits, ...message.traits };
      Object.assign(state, message.state);
      break;
    case 'touch':
      channel?.touch();
      break;
    case 'unplug':
      isPlugged = false;
      channel = null;
      break;
    case 'plug-in':
      isPlugged = true;
      break;
    case 'look':
  }
  tellChange();
  say({ said: 'done', id: message.id, look: look() });
});

const pointerTo = (definition: string): ReturnType<typeof koffi.pointer> => koffi.pointer(koffi.proto(definition));
say({
  said: 'born',
  io: {
    open: koffi.register(open, pointerTo('void *KeyOpen(const char *path)')),
    close: koffi.register(close, pointerTo('void KeyClose(void *handle)')),
    read: koffi.register(read, pointerTo('int KeyRead(void *handle, uint8_t *buffer, size_t length, int milliseconds)')),
    write: koffi.register(write, pointerTo('int KeyWrite(void *handle, uint8_t *buffer, size_t length)')),
  },
});
