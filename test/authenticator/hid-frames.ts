/**
 * CTAPHID (CTAP 2.1, section 11.2): messages cut into frames of 64 bytes and put together again. Pure. Not here: what a channel does
 * with them (`hid-channel.ts`).
 */
export const frameLength = 64;
export const broadcast = 0xffffffff;

export const hidCommand = { ping: 0x01, init: 0x06, wink: 0x08, cbor: 0x10, cancel: 0x11, keepalive: 0x3b, error: 0x3f } as const;
export const hidError = { invalidCommand: 0x01, invalidLength: 0x03, invalidSequence: 0x04, channelBusy: 0x06, invalidChannel: 0x0b } as const;

export type HidMessage = { readonly channel: number; readonly command: number; readonly payload: Buffer };

export function cutMessage({ channel, command, payload }: HidMessage): Buffer[] {
  const first = Buffer.alloc(frameLength);
  first.writeUInt32BE(channel);
  first.writeUInt8(0x80 | command, 4);
  first.writeUInt16BE(payload.length, 5);
  payload.copy(first, 7);
  const frames = [first];
  for (let at = frameLength - 7, sequence = 0; at < payload.length; at += frameLength - 5, sequence += 1) {
    const next = Buffer.alloc(frameLength);
    next.writeUInt32BE(channel);
    next.writeUInt8(sequence, 4);
    payload.copy(next, 5, at);
    frames.push(next);
  }
  return frames;
}

export type Gathered = { readonly message: HidMessage } | { readonly error: number; readonly channel: number } | null;

/** Gathers frames of one message at a time. */
export function makeGatherer(): (frame: Buffer) => Gathered {
  let begun: { channel: number; command: number; length: number; parts: Buffer[]; got: number } | null = null;

  function taken(part: Buffer): Gathered {
    if (begun === null) {
      return null;
    }
    begun.parts.push(part);
    begun.got += part.length;
    if (begun.got < begun.length) {
      return null;
    }
    const { channel, command, length, parts } = begun;
    begun = null;
    return { message: { channel, command, payload: Buffer.concat(parts).subarray(0, length) } };
  }

  return (frame) => {
    const channel = frame.readUInt32BE();
    const head = frame.readUInt8(4);
    if ((head & 0x80) !== 0) {
      if (begun !== null && begun.channel !== channel) {
        return { error: hidError.channelBusy, channel };
      }
      begun = { channel, command: head & 0x7f, length: frame.readUInt16BE(5), parts: [], got: 0 };
      return taken(frame.subarray(7));
    }
    if (begun === null || begun.channel !== channel) {
      return null;
    }
    if (head !== Math.max(0, begun.parts.length - 1)) {
      begun = null;
      return { error: hidError.invalidSequence, channel };
    }
    return taken(frame.subarray(5));
  };
}
