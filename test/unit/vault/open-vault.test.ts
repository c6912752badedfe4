/** Opening: what is no vault, what does not fit, and the ways in. */
import { describe, expect, it } from 'vitest';
import { readSlots } from '../../../electron/vault/open-vault.ts';
import { formatVersion, logOffset } from '../../../electron/vault/file-layout.ts';
import type { NewSlot, Presented } from '../../../electron/vault/vault-types.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { bothSlot, credential, failureOf, floorCost, keySlot, login, makeDeps, makeVaultIn, openAgain, passphrase, passphraseSlot, prfOutput, quickKdf, recoveryCode, recoverySlot } from '../../support/sample-vault.ts';
import { forgeHeader } from '../../support/vault-bytes.ts';
import { openVault } from '../../../electron/vault/open-vault.ts';
import { createVault } from '../../../electron/vault/create-vault.ts';

const hardwareKey = { credentialId: credential.credentialId, prfOutput };

async function madeBytes(slots?: readonly NewSlot[]): Promise<Buffer> {
  const file = makeMemoryVaultFile();
  const session = await makeVaultIn(file, slots);
  await session.create(login('Mail', 'hunter2'));
  await session.lock();
  return file.durable();
}

function openBytes(bytes: Buffer, presented: Presented = { passphrase }) {
  return openAgain(makeMemoryVaultFile(bytes), { presented });
}

describe('a vault opens', () => {
  const ways: [string, NewSlot, Presented][] = [
    ['with its passphrase', passphraseSlot, { passphrase }],
    ['with passphrase and hardware key', bothSlot, { passphrase, hardwareKey }],
    ['with a hardware key alone', keySlot, { hardwareKey }],
    ['with its recovery code', recoverySlot, { recoveryCode }],
  ];
  it.each(ways)('%s', async (_, slot, presented) => {
    const session = await openBytes(await madeBytes([slot]), presented);
    expect([...session.overviews()].map((overview) => overview.title)).toEqual(['Mail']);
    expect(session.openedWith()).toBe(session.slots()[0]?.slotId);
    expect(await session.prove(presented)).toBe(true);
    expect(await session.prove({ passphrase: Buffer.from('another') })).toBe(false);
  });

  it('with each of several ways, and says which it was', async () => {
    const second: NewSlot = { kind: 'passphrase', name: 'Second', passphrase: Buffer.from('second') };
    const bytes = await madeBytes([passphraseSlot, second, keySlot, recoverySlot]);
    const presented: Presented[] = [{ passphrase }, { passphrase: Buffer.from('second') }, { hardwareKey }, { recoveryCode }];
    for (const [index, shown] of presented.entries()) {
      const session = await openBytes(bytes, shown);
      expect(session.openedWith()).toBe(session.slots()[index]?.slotId);
    }
  });

  it('read-only where the file is, and refuses every change', async () => {
    const session = await openAgain(makeMemoryVaultFile(await madeBytes(), { writable: false }));
    expect(session.notices).toEqual([{ kind: 'read-only' }]);
    expect(await failureOf(session.create(login('A', 'a')))).toBe('disk.read-only');
    expect(await failureOf(session.renameSlot(session.slots()[0]?.slotId ?? '', 'x'))).toBe('disk.read-only');
    expect(await failureOf(session.compact())).toBe('disk.read-only');
  });
});

describe('a vault does not open', () => {
  const wrong: [string, NewSlot[], Presented, string][] = [
    ['with a wrong passphrase', [passphraseSlot], { passphrase: Buffer.from('wrong') }, 'unlock.wrong-passphrase'],
    ['with a wrong recovery code', [recoverySlot], { recoveryCode: Buffer.alloc(20) }, 'unlock.wrong-recovery-code'],
    ['with the passphrase alone where a key is needed too', [bothSlot], { passphrase }, 'unlock.no-slot'],
    ['with the key alone where a passphrase is needed too', [bothSlot], { hardwareKey }, 'unlock.no-slot'],
    ['with the right passphrase and a key that gives another secret', [bothSlot], { passphrase, hardwareKey: { ...hardwareKey, prfOutput: Buffer.alloc(32, 1) } }, 'unlock.wrong-passphrase'],
    ['with a key that gives another secret', [keySlot], { hardwareKey: { ...hardwareKey, prfOutput: Buffer.alloc(32, 1) } }, 'key.assertion-passed-unwrap-failed'],
    ['with a key that was never enrolled', [keySlot], { hardwareKey: { ...hardwareKey, credentialId: 'other' } }, 'key.not-recognised'],
    ['with a key where none is enrolled', [passphraseSlot], { hardwareKey }, 'key.none-enrolled'],
    ['with nothing', [passphraseSlot], {}, 'unlock.no-slot'],
  ];
  it.each(wrong)('%s', async (_, slots, presented, code) => {
    expect(await failureOf(openBytes(await madeBytes(slots), presented))).toBe(code);
  });

  it('where the file is no vault, of a newer format, or cut short', async () => {
    const bytes = await madeBytes();
    expect(await failureOf(openBytes(Buffer.alloc(0)))).toBe('vault.not-a-vault');
    expect(await failureOf(openBytes(Buffer.from('LATCH')))).toBe('vault.not-a-vault');
    expect(await failureOf(openBytes(Buffer.alloc(100_000, 'x')))).toBe('vault.not-a-vault');
    const newer = Buffer.from(bytes);
    newer[9] = 2;
    expect(await failureOf(openBytes(newer))).toBe('vault.newer-format');
    for (const length of [8, 16, 1000, logOffset - 1, logOffset, logOffset + 10, logOffset + 60]) {
      expect(await failureOf(openBytes(bytes.subarray(0, length)))).toBe('vault.truncated');
    }
  });

  it.each([
    ['weaker memory', '"memoryKib":65536', '"memoryKib":65535'],
    ['fewer passes', '"passes":3', '"passes":2'],
    ['fewer lanes', '"lanes":4', '"lanes":1'],
    ['endless memory', '"memoryKib":65536', '"memoryKib":4194305'],
    ['endless passes', '"passes":3', '"passes":17'],
  ])('where someone wrote %s into the header, and no derivation is started', async (_, from, to) => {
    const bytes = forgeHeader(await madeBytes(), (text) => text.replace(from, to));
    let started = false;
    const deps = { ...makeDeps(makeMemoryVaultFile(bytes)), kdf: async () => ((started = true), new Uint8Array(32)) };
    expect(await failureOf(openVault(deps, { passphrase }, { seen: null }))).toBe('kdf.hostile');
    expect(started).toBe(false);
  });

  it('where someone made several ways to open as dear as one may be, so that trying a passphrase at each would take minutes', async () => {
    const three = [passphraseSlot, { ...passphraseSlot, name: 'Two' }, { ...passphraseSlot, name: 'Three' }];
    const bytes = forgeHeader(await madeBytes(three), (text) => text.replaceAll('"memoryKib":65536,"passes":3', '"memoryKib":4194304,"passes":16'));
    let started = false;
    const deps = { ...makeDeps(makeMemoryVaultFile(bytes)), kdf: async () => ((started = true), new Uint8Array(32)) };
    expect(await failureOf(openVault(deps, { passphrase }, { seen: null }))).toBe('kdf.hostile');
    expect(started).toBe(false);
  });

  it('where someone without the key changed what the header says', async () => {
    const bytes = await madeBytes([passphraseSlot, keySlot]);
    const changes: [(text: string) => string, string][] = [
      [(text) => text.replace('"name":"Passphrase"', '"name":"Password"'), 'vault.damaged'],
      [(text) => text.replace('"generation":1', '"generation":9'), 'vault.damaged'],
      [(text) => text.replace('"epoch":1', '"epoch":2'), 'vault.damaged'],
      [(text) => text.replace('"transports":["usb"]', '"transports":["nfc"]'), 'vault.damaged'],
      [(text) => text.replace(/"slots":\[(.*?)\},\{"slotId".*\]/, '"slots":[$1}]'), 'vault.damaged'],
      [(text) => text.replace(/"passes":3/, '"passes":4'), 'unlock.wrong-passphrase'],
      [(text) => text.replace('"slots"', '"extra":1,"slots"'), 'vault.damaged'],
      [() => 'not json', 'vault.damaged'],
      [() => '{}', 'vault.damaged'],
      [() => '['.repeat(20_000), 'vault.damaged'],
    ];
    for (const [change, code] of changes) {
      expect(await failureOf(openBytes(forgeHeader(bytes, change)))).toBe(code);
    }
  });

  it('with a slot taken from another vault of the same passphrase', async () => {
    const [ours, theirs] = [await madeBytes(), await madeBytes()];
    const slots = /"slots":.*/;
    let foreign = '';
    forgeHeader(theirs, (text) => (foreign = slots.exec(text)?.[0] ?? text));
    expect(await failureOf(openBytes(forgeHeader(ours, (text) => text.replace(slots, foreign))))).toBe('unlock.wrong-passphrase');
  });

  it('when it is cancelled', async () => {
    const abort = new AbortController();
    abort.abort();
    expect(await failureOf(openAgain(makeMemoryVaultFile(await madeBytes()), { signal: abort.signal }))).toBe('cancelled');
  });
});

describe('making a vault', () => {
  it('is refused over a file that has content, without a slot, with too many, and below the floor', async () => {
    const options = { name: 'x', slots: [passphraseSlot], cost: floorCost };
    expect(await failureOf(createVault(makeDeps(makeMemoryVaultFile(Buffer.from('x'))), options))).toBe('vault.exists');
    expect(await failureOf(createVault(makeDeps(makeMemoryVaultFile()), { ...options, slots: [] }))).toBe('slot.last');
    expect(await failureOf(createVault(makeDeps(makeMemoryVaultFile()), { ...options, slots: Array.from({ length: 17 }, () => passphraseSlot) }))).toBe('slot.full');
    expect(await failureOf(createVault(makeDeps(makeMemoryVaultFile()), { ...options, cost: { ...floorCost, passes: 1 } }))).toBe('kdf.hostile');
  });

  it('writes the slots where they can be read without a key, and no secret with them', async () => {
    const bytes = await madeBytes([passphraseSlot, bothSlot, recoverySlot]);
    const read = await readSlots(makeMemoryVaultFile(bytes));
    expect(read.formatVersion).toBe(formatVersion);
    expect(read.slots.map(({ kind, kdf, credential: key }) => [kind, kdf, key])).toEqual([
      ['passphrase', floorCost, null],
      ['passphrase+key', floorCost, credential],
      ['recovery', null, null],
    ]);
    expect(Object.keys(read.slots[0] ?? {}).sort()).toEqual(['createdAt', 'credential', 'kdf', 'kind', 'name', 'opensTouchItems', 'slotId']);
    const all = bytes.toString('latin1');
    for (const secret of ['hunter2', 'Mail', 'ada', 'example.org', passphrase.toString(), recoveryCode.toString('base64url'), prfOutput.toString('base64url')]) {
      expect(all).not.toContain(secret);
    }
  });

  it('uses the cost given for the slots it makes', async () => {
    const seen: number[] = [];
    const deps = { ...makeDeps(makeMemoryVaultFile()), kdf: (p: Uint8Array, s: Uint8Array, cost: typeof floorCost) => (seen.push(cost.memoryKib), quickKdf(p, s, cost)) };
    await createVault(deps, { name: 'x', slots: [passphraseSlot], cost: { ...floorCost, memoryKib: 131_072 } });
    expect(seen).toEqual([131_072]);
  });
});
