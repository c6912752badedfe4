/**
 * A software key at the end of its cable: frames in, frames out, one command at a time, a touch waited for, a cancel obeyed (CTAP 2.1,
 * section 11.2.9). Knows no clock but the one it is given. Not here: the commands (`ctap-commands.ts`), libfido2 (`key-worker.ts`).
 */
import { randomBytes } from 'node:crypto';
import type { Step } from './client-pin.ts';
import { makeCommands } from './ctap-commands.ts';
import { CtapError, ctapStatus } from './ctap-status.ts';
import { broadcast, cutMessage, frameLength, hidCommand, hidError, makeGatherer, type HidMessage } from './hid-frames.ts';
import type { KeyState, KeyTraits } from './key-state.ts';

const soonMilliseconds = 1_000;
const capabilities = 0x04 | 0x08;
const status = { processing: 1, touchNeeded: 2 } as const;

export type HidChannel = {
  write(frame: Buffer): void;
  /** A frame for the reader, null while there is none yet. */
  read(): Buffer | null;
  /** A finger on the key; held for whatever waits for one now. */
  touch(): void;
  isWaitingForTouch(): boolean;
};

export function makeHidChannel(state: KeyState, traits: () => KeyTraits, now: () => number): HidChannel {
  const run = makeCommands(state, traits);
  const gather = makeGatherer();
  const out: Buffer[] = [];
  type Running = { readonly channel: number; readonly step: Step<Buffer>; readonly readyAt: number; touchBy: number | null; touchedAt: number };
  let running: Running | null = null;
  let saidAliveAt = 0;

  const say = (channel: number, command: number, payload: Uint8Array): void => void out.push(...cutMessage({ channel, command, payload: Buffer.from(payload) }));

  function finish(channel: number, answer: Buffer): void {
    running = null;
    const { fault } = traits();
    if (fault === 'silent') {
      return;
    }
    if (fault === 'garbage-frames') {
      out.push(...Array.from({ length: 3 }, () => randomBytes(frameLength)));
      return;
    }
    say(channel, hidCommand.cbor, fault === 'garbage-cbor' ? Buffer.concat([Buffer.from([0]), randomBytes(70).fill(0xff, 0, 4)]) : answer);
  }

  /** Goes on with the command until it answers or waits for a touch. */
  function advance(current: Running): void {
    try {
      const { done, value } = current.step.next();
      if (done === true) {
        finish(current.channel, value);
      } else if (traits().touch === 'at-once') {
        advance(current);
      } else {
        current.touchBy = now() + traits().touchMilliseconds;
        current.touchedAt = traits().touch === 'soon' ? now() + soonMilliseconds : Infinity;
      }
    } catch (error) {
      finish(current.channel, Buffer.from([error instanceof CtapError ? error.status : ctapStatus.invalidCbor]));
    }
  }

  function take({ channel, command, payload }: HidMessage): void {
    switch (command) {
      case hidCommand.init: {
        const given = channel === broadcast ? randomBytes(4) : Buffer.alloc(4);
        if (channel !== broadcast) {
          given.writeUInt32BE(channel);
        }
        running = null;
        say(channel, hidCommand.init, Buffer.concat([payload.subarray(0, 8), given, Buffer.from([2, 5, 7, 1, capabilities])]));
        return;
      }
      case hidCommand.ping:
        say(channel, hidCommand.ping, payload);
        return;
      case hidCommand.wink:
        say(channel, hidCommand.wink, Buffer.alloc(0));
        return;
      case hidCommand.cancel:
        if (running?.channel === channel) {
          finish(channel, Buffer.from([ctapStatus.keepaliveCancel]));
        }
        return;
      case hidCommand.cbor:
        if (running !== null || traits().fault === 'busy') {
          say(channel, hidCommand.error, Buffer.from([hidError.channelBusy]));
          return;
        }
        running = { channel, step: run(payload), readyAt: now() + traits().slowMilliseconds, touchBy: null, touchedAt: Infinity };
        return;
      default:
        say(channel, hidCommand.error, Buffer.from([hidError.invalidCommand]));
    }
  }

  function touch(): void {
    if (running !== null && running.touchBy !== null) {
      running.touchBy = null;
      advance(running);
    }
  }

  function tick(): void {
    if (running === null) {
      return;
    }
    if (running.touchBy === null && now() >= running.readyAt) {
      advance(running);
    } else if (now() >= running.touchedAt) {
      running.touchedAt = Infinity;
      touch();
    } else if (running.touchBy !== null && now() >= running.touchBy) {
      finish(running.channel, Buffer.from([ctapStatus.userActionTimeout]));
    } else if (now() - saidAliveAt >= 100) {
      saidAliveAt = now();
      say(running.channel, hidCommand.keepalive, Buffer.from([running.touchBy === null ? status.processing : status.touchNeeded]));
    }
  }

  return {
    write(frame) {
      const gathered = gather(frame);
      if (gathered !== null) {
        'message' in gathered ? take(gathered.message) : say(gathered.channel, hidCommand.error, Buffer.from([gathered.error]));
      }
    },
    read() {
      tick();
      return out.shift() ?? null;
    },
    touch,
    isWaitingForTouch: () => running !== null && running.touchBy !== null,
  };
}
