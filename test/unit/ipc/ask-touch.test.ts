/** Items that need a touch, through the calls: what asks for one, what never does, and what one touch is good for. */
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Takes } from '../../../shared/contract.ts';
import { VaultFailure } from '../../../shared/failure.ts';
import type { AssertRequest, KeyProvider } from '../../../electron/hardware-key/key-provider.ts';
import { makeHandlers } from '../../../electron/ipc/all-calls.ts';
import { openDetails } from '../../../electron/ipc/ask-touch.ts';
import { makeCallsOnDesk, strongPassphrase } from '../../support/calls-on-desk.ts';
import { credential, failureOf, prfOutput, touchOutput } from '../../support/sample-vault.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const newFolder = tempFolders();

function draftOf(title: string, password: string, touchRequired = true): Takes<'item.create'> {
  return {
    kind: 'login', title, urls: [], tags: [], collection: null, favourite: false, attributes: { enabled: true, notBefore: null, expires: null },
    touchRequired, purgeProtected: false, notes: 'a note', keepAttachments: [], newAttachments: [],
    fields: [{ id: null, name: 'password', label: '', type: 'password', concealed: true, value: { is: 'set', to: password } }],
  };
}

/** Each asked touch waits for an answer; `answer` gives them all. */
function makePlayedKey() {
  const asks: AssertRequest[] = [];
  const held: { refuse: VaultFailure | null; holds: boolean; gate: Promise<void> } = { refuse: null, holds: true, gate: Promise.resolve() };
  const keys: KeyProvider = {
    name: 'webauthn',
    enrol: async () => ({ credential, prfOutput: Uint8Array.from(prfOutput), touchOutput: Uint8Array.from(touchOutput), counter: 0 }),
    assert: async (request) => {
      asks.push(request);
      await held.gate;
      if (held.refuse) {
        throw held.refuse;
      }
      const output = request.use === 'touch' ? touchOutput : prfOutput;
      return { credentialId: credential.credentialId, prfOutput: Uint8Array.from(output), counter: 0, assertionHolds: held.holds };
    },
  };
  return { asks, held, keys };
}

async function openVault({ withKey = true } = {}) {
  const made = await makeCallsOnDesk(await newFolder());
  const played = makePlayedKey();
  const deps = { ...made.deps, keys: { ...made.deps.keys, ...played.keys } };
  const calls = makeHandlers(deps);
  await calls['vault.create']({ jobId: randomUUID(), name: 'Home', placeToken: null, passphrase: strongPassphrase, enrolmentToken: null, keyName: null });
  if (withKey) {
    const { proofToken } = await calls['slot.prove']({ jobId: randomUUID(), passphrase: strongPassphrase, useKey: false, recoveryWords: null });
    const { enrolmentToken } = await calls['key.enrol']({ jobId: randomUUID(), name: 'Blue' });
    await calls['slot.addKey']({ jobId: randomUUID(), proofToken, enrolmentToken, name: 'Blue', mode: 'key', passphrase: null });
  }
  const touched = async (title = 'Bank'): Promise<string> => (await calls['item.create'](draftOf(title, `password of ${title}`))).itemId;
  const passwordField = async (itemId: string): Promise<string> => {
    const { fields } = await made.desk.session().details(itemId);
    return fields[0]?.id ?? '';
  };
  return { ...made, ...played, deps, calls, touched, passwordField };
}

describe('an item that needs a touch', () => {
  it('is told sealed when it is looked at, with its history, and nobody is asked for anything', async () => {
    const { calls, touched, asks } = await openVault();
    const itemId = await touched();
    const item = await calls['item.read']({ itemId, versionId: null });
    expect(item).toMatchObject({ isSealed: true, touchEndsAt: null, touchRequired: true, title: 'Bank', fields: [], notes: '', attachments: [] });
    expect(await calls['item.history']({ itemId })).toMatchObject([{ change: 'create', changed: [] }]);
    expect(asks).toEqual([]);
  });

  it('opens by a touch that evaluates the input for touches alone, names the item, and lasts for that item', async () => {
    const { calls, touched, asks, passwordField } = await openVault();
    const [itemId, other] = [await touched(), await touched('Mail')];
    const { touchEndsAt } = await calls['item.touch']({ jobId: randomUUID(), itemId });
    expect(asks).toMatchObject([{ use: 'touch', forItem: 'Bank', allowed: [{ name: 'Blue' }] }]);
    expect(await calls['item.read']({ itemId, versionId: null })).toMatchObject({ isSealed: false, touchEndsAt, notes: 'a note' });
    expect(await calls['field.reveal']({ itemId, versionId: null, fieldId: await passwordField(itemId) })).toEqual({ value: 'password of Bank' });
    expect(asks).toHaveLength(1);
    expect((await calls['item.read']({ itemId: other, versionId: null })).isSealed).toBe(true);
    await calls['item.endTouch']({ itemId });
    expect((await calls['item.read']({ itemId, versionId: null })).isSealed).toBe(true);
  });

  it('asks by itself where it is copied, revealed, changed, duplicated or shared', async () => {
    const { calls, touched, asks, desk, passwordField } = await openVault();
    const itemId = await touched();
    const once = async (act: () => unknown): Promise<void> => {
      desk.session().endTouch(itemId);
      const before = asks.length;
      await act();
      expect(asks).toHaveLength(before + 1);
    };
    await calls['item.touch']({ jobId: randomUUID(), itemId });
    const fieldId = await passwordField(itemId);
    const { recipient } = await calls['share.makeAddress']({});
    await once(() => calls['item.copyPrimary']({ itemId }));
    await once(() => calls['field.copy']({ itemId, versionId: null, fieldId }));
    await once(() => calls['field.reveal']({ itemId, versionId: null, fieldId }));
    await once(() => calls['item.duplicate']({ itemId }));
    await once(() =>
      calls['share.seal']({ jobId: randomUUID(), items: [{ itemId, fieldIds: [fieldId], withNotes: false, withUrls: false, withAttachments: false }], to: { by: 'recipients', recipients: [recipient] } }),
    );
    await once(async () => {
      const { versionId } = desk.session().overview(itemId);
      const draft = draftOf('Bank', 'x');
      const kept = { id: fieldId, name: 'password', label: '', type: 'password', concealed: true, value: { is: 'kept' } } as const;
      await calls['item.update']({ itemId, baseVersionId: versionId, draft: { ...draft, fields: [kept] } });
    });
    // What was saved is another version: its touch is another one.
    expect((await calls['item.read']({ itemId, versionId: null })).isSealed).toBe(true);
  });

  it('takes its mark away only after a touch, and is open to all then', async () => {
    const { calls, touched, asks, held, desk } = await openVault();
    const itemId = await touched();
    const baseVersionId = desk.session().overview(itemId).versionId;
    held.refuse = new VaultFailure('key.timeout');
    expect(await failureOf(Promise.resolve(calls['item.update']({ itemId, baseVersionId, draft: draftOf('Bank', 'new', false) })))).toBe('key.timeout');
    expect(desk.session().overview(itemId).touchRequired).toBe(true);
    held.refuse = null;
    await calls['item.update']({ itemId, baseVersionId, draft: draftOf('Bank', 'new', false) });
    expect(asks).toHaveLength(2);
    expect((await calls['item.read']({ itemId, versionId: null })).isSealed).toBe(false);
  });

  it('is made of one that was open before by a rewrite that seals its older versions too', async () => {
    const { calls, asks, desk } = await openVault();
    const { itemId } = await calls['item.create'](draftOf('Bank', 'first', false));
    const first = desk.session().overview(itemId).versionId;
    const { epoch } = desk.session().seenHead();
    expect(await calls['item.update']({ itemId, baseVersionId: first, draft: draftOf('Bank', 'second') })).toMatchObject({ olderSealed: true });
    expect(desk.session().seenHead().epoch).toBe(epoch + 1);
    expect((await calls['item.read']({ itemId, versionId: first })).isSealed).toBe(true);
    expect(asks).toEqual([]);
    await desk.lock('asked');
    expect(desk.isOpen()).toBe(false);
  });

  it('is refused its mark, by name, where no hardware key is enrolled', async () => {
    const { calls } = await openVault({ withKey: false });
    expect(await failureOf(Promise.resolve(calls['item.create'](draftOf('Bank', 'x'))))).toBe('touch.no-key');
  });

  it('stays sealed where the assertion does not hold, though the secret is right', async () => {
    const { calls, touched, held } = await openVault();
    const itemId = await touched();
    held.holds = false;
    expect(await failureOf(Promise.resolve(calls['item.touch']({ jobId: randomUUID(), itemId })))).toBe('key.assertion-refused');
    expect((await calls['item.read']({ itemId, versionId: null })).isSealed).toBe(true);
  });

  it('takes one touch for two calls at once, and none of them outlives a lock', async () => {
    const { calls, touched, asks, held, desk } = await openVault();
    const itemId = await touched();
    let release: () => void = () => undefined;
    held.gate = new Promise((resolve) => (release = resolve));
    const both = [calls['item.copyPrimary']({ itemId }), calls['item.duplicate']({ itemId })].map((call) => failureOf(Promise.resolve(call)));
    while (asks.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const session = desk.session();
    const locking = desk.lock('asked');
    expect(asks[0]?.signal.aborted).toBe(true);
    release();
    await locking;
    expect(await Promise.all(both)).toEqual(['cancelled', 'cancelled']);
    expect(asks).toHaveLength(1);
    expect(await failureOf(session.details(itemId))).toBe('vault.locked');
  });
});

describe('a touch that nobody wants to give', () => {
  it('is stopped for whoever waits, and asked for again the next time', async () => {
    const { calls, touched, asks, held } = await openVault();
    const itemId = await touched();
    // As a provider does: it ends with its signal.
    held.gate = new Promise((_resolve, reject) => {
      const look = (): unknown => (asks[0] ? asks[0].signal.addEventListener('abort', () => reject(new VaultFailure('cancelled'))) : setImmediate(look));
      look();
    });
    const waiting = failureOf(Promise.resolve(calls['item.copyPrimary']({ itemId })));
    while (asks.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await new Promise((resolve) => setImmediate(resolve));
    await calls['item.stopTouch']({});
    expect(await waiting).toBe('cancelled');
    held.gate = Promise.resolve();
    await calls['item.copyPrimary']({ itemId });
    expect(asks).toHaveLength(2);
  });
});

describe('other rooms', () => {
  it('open the details of an item by one function, which asks where it must', async () => {
    const { deps, desk, touched, asks, calls } = await openVault();
    const plain = (await calls['item.create'](draftOf('Plain', 'pw', false))).itemId;
    expect((await openDetails(deps, desk.session(), plain)).notes).toBe('a note');
    expect(asks).toHaveLength(0);
    expect((await openDetails(deps, desk.session(), await touched())).fields[0]?.value).toBe('password of Bank');
    expect(asks).toHaveLength(1);
  });

  it('of the calls, each that reads details or attachments goes through it', () => {
    const folder = join(import.meta.dirname, '../../../electron/ipc');
    const readers = readdirSync(folder).filter((name) => /\.(?:details|attachment)\(/u.test(readFileSync(join(folder, name), 'utf8')));
    expect(readers).toContain('ask-touch.ts');
    // Those two only look, and say sealed or compare nothing.
    const careless = readers.filter((name) => !['import-duplicates.ts', 'item-view.ts', 'ask-touch.ts'].includes(name) && !/withTouch\(|openDetails\(/u.test(readFileSync(join(folder, name), 'utf8')));
    expect(careless).toEqual([]);
  });
});
