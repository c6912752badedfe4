/** The key of software by itself: frames, what the application does not use of it, and what a reset takes away. */
import { describe, expect, it } from 'vitest';
import { cborMap, decodeFirst, encodeCanonical, type Cbor, type CborMap } from '../../authenticator/canonical-cbor.ts';
import { makeHidChannel } from '../../authenticator/hid-channel.ts';
import { broadcast, cutMessage, hidCommand, makeGatherer } from '../../authenticator/hid-frames.ts';
import { makeCredential, openCredential } from '../../authenticator/key-credentials.ts';
import { freshState, soundTraits, type KeyTraits } from '../../authenticator/key-state.ts';

function plug(traits: Partial<KeyTraits> = {}) {
  const time = { now: 0 };
  const state = freshState();
  const channel = makeHidChannel(state, () => ({ ...soundTraits, ...traits }), () => time.now);
  function exchange(id: number, command: number, payload: Buffer): { command: number; payload: Buffer } | null {
    cutMessage({ channel: id, command, payload }).forEach((frame) => channel.write(frame));
    const gather = makeGatherer();
    for (let frame = channel.read(); frame !== null; frame = channel.read()) {
      const gathered = gather(frame);
      if (gathered !== null && 'message' in gathered) {
        return gathered.message;
      }
    }
    return null;
  }
  const id = exchange(broadcast, hidCommand.init, Buffer.alloc(8, 7))?.payload.readUInt32BE(8) ?? 0;
  function ask(command: number, body?: CborMap): { status: number; body: CborMap } {
    const answer = exchange(id, hidCommand.cbor, Buffer.concat([Buffer.from([command]), body === undefined ? Buffer.alloc(0) : encodeCanonical(body)]))?.payload ?? Buffer.from([255]);
    const [read] = answer.length > 1 ? decodeFirst(answer.subarray(1)) : [new Map()];
    return { status: answer[0] ?? 255, body: read instanceof Map ? read : new Map() };
  }
  return { exchange, ask, id, state, time, channel };
}

const text = (value: Cbor | undefined): string => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : '');
const newCredential = (userId: number, rk: boolean): CborMap =>
  cborMap([
    [1, new Uint8Array(32)],
    [2, cborMap([['id', 'latchkey.internal']])],
    [3, cborMap([['id', Uint8Array.of(userId)], ['name', 'x']])],
    [4, [cborMap([['alg', -7], ['type', 'public-key']])]],
    [7, cborMap([['rk', rk]])],
  ]);
const anyCredential = cborMap([[1, 'latchkey.internal'], [2, new Uint8Array(32)]]);

describe('frames', () => {
  it('carry a message of any length, cut and put together again', () => {
    const { exchange, id } = plug();
    for (const length of [0, 1, 57, 58, 116, 117, 1_000]) {
      const payload = Buffer.alloc(length, length & 255);
      expect(exchange(id, hidCommand.ping, payload)).toMatchObject({ command: hidCommand.ping, payload });
    }
  });

  it('out of their order are refused', () => {
    const { channel, id } = plug();
    const [first, , third] = cutMessage({ channel: id, command: hidCommand.ping, payload: Buffer.alloc(150) });
    [first, third].forEach((frame) => frame && channel.write(frame));
    expect(channel.read()?.subarray(4, 8)).toEqual(Buffer.from([0x80 | hidCommand.error, 0, 1, 4]));
  });

  it('say that a touch is wanted until it comes or is cancelled', () => {
    const { channel, id, time } = plug({ touch: 'on-request' });
    cutMessage({ channel: id, command: hidCommand.cbor, payload: Buffer.from([0x0b]) }).forEach((frame) => channel.write(frame));
    channel.read();
    time.now += 200;
    expect(channel.read()?.subarray(4, 8)).toEqual(Buffer.from([0x80 | hidCommand.keepalive, 0, 1, 2]));
    cutMessage({ channel: id, command: hidCommand.cancel, payload: Buffer.alloc(0) }).forEach((frame) => channel.write(frame));
    expect(channel.read()?.subarray(4, 8)).toEqual(Buffer.from([0x80 | hidCommand.cbor, 0, 1, 0x2d]));
  });
});

describe('credentials', () => {
  it('that are resident are found without a list, one after another; others are not', () => {
    const { ask, state } = plug();
    [1, 2].forEach((user) => expect(ask(0x01, newCredential(user, true)).status).toBe(0));
    expect(ask(0x01, newCredential(3, false)).status).toBe(0);
    expect(state.residents).toHaveLength(2);
    const first = ask(0x02, anyCredential);
    const second = ask(0x08);
    expect([first.body.get(5), [first, second].map(({ body }) => (body.get(4) instanceof Map ? text((body.get(4) as CborMap).get('id')) : ''))]).toEqual([2, ['02', '01']]);
    expect(ask(0x08).status).toBe(0x30);
  });

  it('are gone after a reset, resident or not', () => {
    const { ask, state } = plug();
    ask(0x01, newCredential(1, true));
    const made = makeCredential(state.master, 'latchkey.internal');
    expect(openCredential(state.master, 'latchkey.internal', made.id)).not.toBeNull();
    expect(openCredential(state.master, 'elsewhere.example', made.id)).toBeNull();
    expect(ask(0x07).status).toBe(0);
    expect(openCredential(state.master, 'latchkey.internal', made.id)).toBeNull();
    expect(ask(0x02, anyCredential).status).toBe(0x2e);
  });

  it('have one secret for whoever was verified and another for whoever was not', () => {
    const { state } = plug();
    const credential = makeCredential(state.master, 'latchkey.internal');
    const salt = Buffer.alloc(32, 5);
    expect(credential.hmacSecret(salt, true).equals(credential.hmacSecret(salt, false))).toBe(false);
  });
});

describe('CBOR', () => {
  it('has its keys in the order of CTAP', () => {
    expect(encodeCanonical(cborMap([['b', 1], ['aa', 2], [-1, 3], [10, 4], [2, 5]])).toString('hex')).toBe('a502050a0420036162016261610' + '2');
  });
});
