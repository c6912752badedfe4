/**
 * What happens to people with security keys, one situation each, through the real libfido2: the failure table of the documents included. Run by
 * `npm run keys` and by `test/unit/hardware-key/key-situations.test.ts`.
 */
import assert from 'node:assert/strict';
import { VaultFailure, type FailureCode } from '../../shared/failure.ts';
import { makeLibraryLoader } from '../../electron/hardware-key/fido-library.ts';
import type { FidoLimits } from '../../electron/hardware-key/fido-device.ts';
import type { AssertedKey, EnrolledKey } from '../../electron/hardware-key/key-provider.ts';
import { freshState, type KeyTraits } from '../authenticator/key-state.ts';
import { knows, makeKeyBench, pinBytesOf, type KeyBench, type Person } from '../support/key-bench.ts';

export type KeySituation = { readonly name: string; run(): Promise<void> };

const signal = (): AbortSignal => new AbortController().signal;
const enrol = (bench: KeyBench, existing: readonly EnrolledKey[] = [], stop = signal()): Promise<EnrolledKey> =>
  bench.provider.enrol({ keyName: 'Brass 5C', existing: existing.map(({ credential }) => ({ name: 'Brass 5C', credential })), signal: stop });
const open = (bench: KeyBench, enrolled: readonly EnrolledKey[], stop = signal()): Promise<AssertedKey> =>
  bench.provider.assert({ use: 'open', forItem: null, allowed: enrolled.map(({ credential }) => ({ name: 'Brass 5C', credential })), signal: stop });

async function failsWith(code: FailureCode, act: Promise<unknown>): Promise<void> {
  await assert.rejects(act, (error: unknown) => {
    assert.ok(error instanceof VaultFailure, String(error));
    assert.equal(error.code, code);
    return true;
  });
}

function isSame(one: Uint8Array, other: Uint8Array): void {
  assert.ok(Buffer.from(one).equals(Buffer.from(other)), 'the secrets differ');
}

async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await what())) {
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** A desk with one enrolled key, the wishes of the enrolment forgotten. */
async function withEnrolled(bench: KeyBench, traits: Partial<KeyTraits> = {}) {
  const key = await bench.add(traits);
  const enrolled = await enrol(bench);
  bench.wishes();
  return { key, enrolled };
}

const list: KeySituation[] = [];
function situation(name: string, run: (bench: KeyBench) => Promise<void>, limits: Partial<FidoLimits> = {}): void {
  list.push({
    name,
    async run() {
      const bench = makeKeyBench({ limits });
      try {
        await run(bench);
      } finally {
        await bench.end();
      }
    },
  });
}

/** Puts a finger on whatever waits for one. */
const touches: Person = async ({ wish }, { keys }) => {
  if (wish.kind === 'touch' || wish.kind === 'choose') {
    await until(async () => (await keys[0]?.look())?.isWaitingForTouch ?? false);
    await keys[0]?.touch();
  }
};
const both =
  (...people: readonly Person[]): Person =>
  async (asked, hand) => {
    await Promise.all(people.map((person) => person(asked, hand)));
  };

situation('a key with a PIN is enrolled by three touches, and one touch opens with the same secret', async (bench) => {
  const { enrolled } = await withEnrolled(bench);
  const opened = await open(bench, [enrolled]);
  assert.equal(opened.assertionHolds, true);
  isSame(opened.prfOutput, enrolled.prfOutput);
  assert.ok(opened.counter > enrolled.counter);
  assert.deepEqual(bench.wishes(), ['pin', 'touch']);
});

situation('the touch of an item gives another secret than the touch that opens', async (bench) => {
  const { enrolled } = await withEnrolled(bench);
  const touched = await bench.provider.assert({ use: 'touch', forItem: 'Bank', allowed: [{ name: 'Brass 5C', credential: enrolled.credential }], signal: signal() });
  isSame(touched.prfOutput, enrolled.touchOutput);
  assert.ok(!Buffer.from(touched.prfOutput).equals(Buffer.from(enrolled.prfOutput)));
});

for (const [name, traits] of [
  ['a key that knows PIN protocol one alone', { pinProtocols: [1] }],
  ['a key that knows PIN protocol two alone', { pinProtocols: [2] }],
  ['a key of CTAP 2.0, whose tokens have no permissions', { permissions: false, pinProtocols: [1] }],
  ['a key that counts nothing', { counts: false }],
  ['a key that answers slowly', { slowMilliseconds: 700 }],
] as const satisfies readonly (readonly [string, Partial<KeyTraits>])[]) {
  situation(`${name} is enrolled and opens`, async (bench) => {
    const { enrolled } = await withEnrolled(bench, traits);
    const opened = await open(bench, [enrolled]);
    assert.equal(opened.assertionHolds, true);
    isSame(opened.prfOutput, enrolled.prfOutput);
  });
}

situation('a key that knows the finger asks for no PIN', async (bench) => {
  const { enrolled } = await withEnrolled(bench, { fingerprint: 'matches' });
  isSame((await open(bench, [enrolled])).prfOutput, enrolled.prfOutput);
  assert.deepEqual(bench.wishes(), ['touch']);
});

situation('a key of CTAP 2.0 that knows the finger asks for no PIN', async (bench) => {
  const { enrolled } = await withEnrolled(bench, { fingerprint: 'matches', permissions: false });
  isSame((await open(bench, [enrolled])).prfOutput, enrolled.prfOutput);
  assert.deepEqual(bench.wishes(), ['touch']);
});

situation('a finger that is not known leads to the PIN', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.change({ fingerprint: 'fails' });
  isSame((await open(bench, [enrolled])).prfOutput, enrolled.prfOutput);
  assert.deepEqual(bench.wishes(), ['touch', 'pin', 'touch']);
});

situation('a finger that is not known, and no PIN: not verified', async (bench) => {
  await bench.add({ fingerprint: 'fails', canPin: false });
  await failsWith('key.not-verified', enrol(bench));
});

situation('a key with neither PIN nor fingerprint cannot verify anybody', async (bench) => {
  await bench.add({ canPin: false });
  await failsWith('key.not-verified', enrol(bench));
});

situation('no key: it is asked for, and taken when it is put in', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.unplug();
  bench.person(both(knows('4711'), async ({ wish }) => (wish.kind === 'insert' ? key.plugIn() : undefined)));
  isSame((await open(bench, [enrolled])).prfOutput, enrolled.prfOutput);
  assert.deepEqual(bench.wishes(), ['insert', 'pin', 'touch']);
});

situation('no key, and none comes', async (bench) => failsWith('key.none-plugged', enrol(bench)), { touchMilliseconds: 400 });

situation('the wrong key', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.unplug();
  await bench.add();
  await failsWith('key.not-recognised', open(bench, [enrolled]));
});

situation('a key that was reset', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.change({}, freshState());
  await failsWith('key.not-recognised', open(bench, [enrolled]));
});

situation('a key without hmac-secret', async (bench) => {
  await bench.add({ hmacSecret: false });
  await failsWith('key.no-prf', enrol(bench));
});

situation('a key that is enrolled already', async (bench) => {
  const { enrolled } = await withEnrolled(bench);
  await failsWith('key.already-enrolled', enrol(bench, [enrolled]));
});

situation('no PIN is set: one is set, and used', async (bench) => {
  const key = await bench.add();
  await enrol(bench);
  assert.deepEqual(bench.wishes(), ['new-pin', 'touch', 'touch', 'touch']);
  assert.notEqual((await key.look()).state.pinHash, null);
});

situation('a new PIN that the key refuses is asked for again', async (bench) => {
  await bench.add();
  const problems: (string | null)[] = [];
  bench.person(({ askId, wish }, { talk }) => {
    if (wish.kind === 'new-pin') {
      problems.push(wish.problem);
      talk.giveNewPin(askId, null, pinBytesOf(problems.length === 1 ? '12' : '4711'));
    }
  });
  await enrol(bench);
  assert.deepEqual(problems, [null, 'refused']);
});

situation('a wrong PIN is asked for again, with the tries that are left', async (bench) => {
  const { enrolled } = await withEnrolled(bench);
  const told: (readonly [number | null, boolean])[] = [];
  bench.person(({ askId, wish }, { talk }) => {
    if (wish.kind === 'pin') {
      told.push([wish.triesLeft, wish.isWrong]);
      talk.givePin(askId, pinBytesOf(told.length === 1 ? '0000' : '4711'));
    }
  });
  isSame((await open(bench, [enrolled])).prfOutput, enrolled.prfOutput);
  assert.deepEqual(told, [[8, false], [7, true]]);
});

situation('a PIN with one try left says so', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.change({}, { pinRetries: 1 });
  let left: number | null = null;
  bench.person(({ askId, wish }, { talk }) => {
    if (wish.kind === 'pin') {
      left = wish.triesLeft;
      talk.givePin(askId, pinBytesOf('4711'));
    }
  });
  await open(bench, [enrolled]);
  assert.equal(left, 1);
});

situation('three wrong PINs in a row: the key wants to be put in again, and then takes the right one', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  bench.person(knows('0000'));
  await failsWith('key.pin-paused', open(bench, [enrolled]));
  await key.unplug();
  await key.plugIn();
  bench.person(knows('4711'));
  isSame((await open(bench, [enrolled])).prfOutput, enrolled.prfOutput);
});

situation('the last try was wrong: the PIN is blocked', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.change({}, { pinRetries: 1 });
  bench.person(knows('0000'));
  await failsWith('key.pin-blocked', open(bench, [enrolled]));
});

situation('a PIN that was blocked before is not even asked for', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.change({}, { pinRetries: 0 });
  await failsWith('key.pin-blocked', open(bench, [enrolled]));
  assert.deepEqual(bench.wishes(), []);
});

situation('a key that wants another PIN gets one, and opens', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.change({}, { mustChangePin: true });
  const why: string[] = [];
  bench.person(({ askId, wish }, { talk }) => {
    if (wish.kind === 'new-pin') {
      why.push(wish.why);
      talk.giveNewPin(askId, pinBytesOf('4711'), pinBytesOf('815815'));
    }
  });
  isSame((await open(bench, [enrolled])).prfOutput, enrolled.prfOutput);
  assert.deepEqual([why, bench.wishes()], [['must-change'], ['new-pin', 'touch']]);
});

situation('a PIN is changed from the app, and the new one opens', async (bench) => {
  const { enrolled } = await withEnrolled(bench);
  const problems: (string | null)[] = [];
  bench.person(({ askId, wish }, { talk }) => {
    if (wish.kind === 'new-pin') {
      problems.push(wish.problem);
      talk.giveNewPin(askId, pinBytesOf(problems.length === 1 ? '0000' : '4711'), pinBytesOf('815815'));
    }
  });
  await bench.provider.changePin(signal());
  assert.deepEqual(problems, [null, 'current-wrong']);
  bench.person(knows('815815'));
  isSame((await open(bench, [enrolled])).prfOutput, enrolled.prfOutput);
});

situation('a first PIN is set from the app', async (bench) => {
  const key = await bench.add();
  await bench.provider.changePin(signal());
  assert.notEqual((await key.look()).state.pinHash, null);
});

situation('a PIN is overwritten once it was used', async (bench) => {
  const { enrolled } = await withEnrolled(bench);
  const given = pinBytesOf('4711');
  bench.person(({ askId, wish }, { talk }) => (wish.kind === 'pin' ? talk.givePin(askId, given) : undefined));
  await open(bench, [enrolled]);
  assert.ok(given.every((byte) => byte === 0));
});

situation('the key is pulled out while it waits for the touch', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.change({ touch: 'on-request' });
  const opening = open(bench, [enrolled]);
  await until(async () => (await key.look()).isWaitingForTouch);
  await key.unplug();
  await failsWith('key.unplugged', opening);
});

situation('the touch never comes, and the key gives up', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.change({ touch: 'on-request', touchMilliseconds: 300 });
  await failsWith('key.timeout', open(bench, [enrolled]));
});

situation('the touch never comes, and Latchkey gives up first', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.change({ touch: 'on-request' });
  await failsWith('key.timeout', open(bench, [enrolled]));
}, { touchMilliseconds: 1_500 });

situation('cancelled while the key waits for the touch: the key stops blinking', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.change({ touch: 'on-request' });
  const controller = new AbortController();
  const opening = open(bench, [enrolled], controller.signal);
  await until(async () => (await key.look()).isWaitingForTouch);
  controller.abort();
  await failsWith('cancelled', opening);
  assert.equal((await key.look()).isWaitingForTouch, false);
});

situation('cancelled while the PIN is being typed', async (bench) => {
  const { enrolled } = await withEnrolled(bench);
  const controller = new AbortController();
  bench.person(({ wish }) => (wish.kind === 'pin' ? controller.abort() : undefined));
  await failsWith('cancelled', open(bench, [enrolled], controller.signal));
  assert.equal(bench.withdrawn.length, 2);
});

situation('cancelled while no key is there', async (bench) => {
  const controller = new AbortController();
  bench.person(() => controller.abort());
  await failsWith('cancelled', enrol(bench, [], controller.signal));
});

situation('two keys that could serve: both blink, and the touched one is taken', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.unplug();
  const second = await withEnrolled(bench);
  await key.plugIn();
  await key.change({ touch: 'on-request' });
  await second.key.change({ touch: 'on-request' });
  bench.person(both(touches, knows('4711')));
  const opened = await open(bench, [enrolled, second.enrolled]);
  assert.equal(opened.credentialId, enrolled.credential.credentialId);
  isSame(opened.prfOutput, enrolled.prfOutput);
  assert.deepEqual(bench.wishes(), ['choose', 'pin', 'touch']);
  assert.equal((await second.key.look()).isWaitingForTouch, false);
});

situation('two keys, one of them enrolled: nobody has to choose', async (bench) => {
  const { enrolled } = await withEnrolled(bench);
  await bench.add();
  isSame((await open(bench, [enrolled])).prfOutput, enrolled.prfOutput);
  assert.deepEqual(bench.wishes(), ['pin', 'touch']);
});

situation('two keys blink, one is pulled out: the other still serves', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.unplug();
  const second = await withEnrolled(bench);
  await key.plugIn();
  await key.change({ touch: 'on-request' });
  await second.key.change({ touch: 'on-request' });
  bench.person(
    both(knows('4711'), async ({ wish }) => {
      if (wish.kind === 'choose') {
        await until(async () => (await second.key.look()).isWaitingForTouch);
        await second.key.unplug();
      }
      await touches({ askId: '', wish, keyNames: [], forItem: null, step: 1, steps: 1, endsAt: 0 }, { talk: { begin: () => assert.fail(), givePin: () => undefined, giveNewPin: () => undefined }, keys: [key] });
    }),
  );
  assert.equal((await open(bench, [enrolled, second.enrolled])).credentialId, enrolled.credential.credentialId);
});

situation('a broken key beside a sound one does no harm', async (bench) => {
  const { enrolled } = await withEnrolled(bench);
  await bench.add({ fault: 'garbage-cbor' });
  isSame((await open(bench, [enrolled])).prfOutput, enrolled.prfOutput);
});

situation('another program holds the key', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.change({ fault: 'no-entry' });
  await failsWith('key.in-use', open(bench, [enrolled]));
});

for (const [name, fault] of [
  ['another program is talking to the key', 'busy'],
  ['frames of garbage from the key', 'garbage-frames'],
  ['garbage for an answer', 'garbage-cbor'],
  ['a key that says nothing at all', 'silent'],
] as const) {
  situation(`${name}: it ends, with a sentence`, async (bench) => {
    const { key, enrolled } = await withEnrolled(bench);
    await key.change({ fault });
    await failsWith('key.bad-answer', open(bench, [enrolled]));
  }, { callMilliseconds: 2_000 });
}

situation('a key that falls silent while it waits for the touch: it ends', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.change({ touch: 'on-request' });
  const opening = open(bench, [enrolled]);
  await until(async () => (await key.look()).isWaitingForTouch);
  await key.change({ fault: 'silent' });
  await key.touch();
  await failsWith('key.timeout', opening);
}, { touchMilliseconds: 2_000 });

for (const [name, fault, code] of [
  ['a key that gives another secret each time', 'unstable-secret', 'key.unstable-prf'],
  ['a key whose secret is all zero', 'zero-secret', 'key.no-prf'],
  ['a signature that does not hold', 'broken-signature', 'key.assertion-refused'],
  ['an answer for another relying party', 'wrong-relying-party', 'key.assertion-refused'],
  ['a key that verified nobody', 'unverified', 'key.assertion-refused'],
] as const) {
  situation(`${name} is not enrolled`, async (bench) => {
    await bench.add({ fault });
    await failsWith(code, enrol(bench));
  });
}

for (const [name, fault] of [
  ['a signature that does not hold', 'broken-signature'],
  ['an answer for another relying party', 'wrong-relying-party'],
  ['an answer without verification', 'unverified'],
] as const) {
  situation(`${name} is told apart from a wrong secret when the vault is opened`, async (bench) => {
    const { key, enrolled } = await withEnrolled(bench);
    await key.change({ fault });
    const opened = await open(bench, [enrolled]);
    assert.equal(opened.assertionHolds, false);
    isSame(opened.prfOutput, enrolled.prfOutput);
  });
}

situation('a counter that steps back is seen', async (bench) => {
  const { key, enrolled } = await withEnrolled(bench);
  await key.change({}, { counter: 0 });
  assert.ok((await open(bench, [enrolled])).counter < enrolled.counter);
});

for (const [name, places, code] of [
  ['libfido2 is not there', ['libfido2-that-is-nowhere.so.1'], 'key.library-missing'],
  // The C library stands for one that lacks what is needed: it is there, and has none of the functions.
  ['libfido2 is too old', ['libc.so.6', '/usr/lib/libSystem.dylib'], 'key.library-too-old'],
] as const) {
  list.push({
    name,
    run: async () => {
      const bench = makeKeyBench({ library: makeLibraryLoader(places) });
      try {
        await bench.add();
        await failsWith(code, enrol(bench));
      } finally {
        await bench.end();
      }
    },
  });
}

export const keySituations: readonly KeySituation[] = list;
