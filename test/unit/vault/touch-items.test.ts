/** Items that need a touch, at the vault itself: what opens them, what does not, and what becomes of them as keys come and go. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { VaultSession } from '../../../electron/vault/vault-types.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import type { MemoryVaultFile } from '../../support/memory-vault-file.ts';
import { failureOf, login, makeSetClock, makeVaultIn, newId, openAgain, passphrase, passphraseSlot, passwordOf } from '../../support/sample-vault.ts';
import { makeTestKey, touchLogin } from '../../support/touch-keys.ts';

const [blue, red, grey] = [makeTestKey('blue'), makeTestKey('red'), makeTestKey('grey')];

async function vaultWith(...keys: readonly { readonly slot: (typeof blue)['slot'] }[]) {
  const file = makeMemoryVaultFile();
  const session = await makeVaultIn(file, [passphraseSlot, ...keys.map(({ slot }) => slot)]);
  return { file, session };
}

const again = (file: MemoryVaultFile, startsAt = 1_900_000_000_000) => openAgain(makeMemoryVaultFile(file.durable()), { clock: makeSetClock(startsAt) });
const attached = (text: string) => ({ meta: { id: newId(), fileName: 'a.txt', mediaType: 'text/plain', size: text.length, addedAt: 1 }, content: Buffer.from(text) });
const slotIdOf = (session: VaultSession, name: string): string => session.slots().find((slot) => slot.name === name)?.slotId ?? '';

afterEach(() => vi.useRealTimers());

describe('an item that needs a touch', () => {
  it('is written without one, and read with one alone, its files too', async () => {
    const { file, session } = await vaultWith(blue);
    const { id } = await session.create(touchLogin('Bank', 'hunter2'), 'create', [attached('a secret file')]);
    const opened = await again(file);
    expect(opened.overview(id).touchRequired).toBe(true);
    expect(await failureOf(opened.details(id))).toBe('item.needs-touch');
    await opened.touch(id, blue.touch);
    expect(await passwordOf(opened, id)).toBe('hunter2');
    const [meta] = (await opened.details(id)).attachments;
    opened.endTouch(id);
    expect(await failureOf(opened.attachment(id, meta?.id ?? ''))).toBe('item.needs-touch');
    expect(await failureOf(opened.details(id))).toBe('item.needs-touch');
    await opened.touch(id, blue.touch);
    expect(Buffer.from(await opened.attachment(id, meta?.id ?? '')).toString()).toBe('a secret file');
    await opened.verify();
  });

  it('is opened by its own touch: not by that of another item, of a stranger, or a wrong one', async () => {
    const { session } = await vaultWith(blue);
    const [one, two] = [await session.create(touchLogin('One', 'pw 1')), await session.create(touchLogin('Two', 'pw 2'))];
    await session.touch(one.id, blue.touch);
    expect(await failureOf(session.details(two.id))).toBe('item.needs-touch');
    expect(await failureOf(session.touch(two.id, red.touch))).toBe('key.not-recognised');
    expect(await failureOf(session.touch(two.id, { ...blue.touch, touchOutput: blue.presented.prfOutput }))).toBe('key.assertion-passed-unwrap-failed');
    expect(await failureOf(session.details(two.id))).toBe('item.needs-touch');
  });

  it('is sealed again after a minute, by timer and by clock, and at lock', async () => {
    vi.useFakeTimers();
    const clock = makeSetClock(1_800_000_000_000);
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file, [passphraseSlot, blue.slot], clock);
    const { id } = await session.create(touchLogin('Bank', 'hunter2'));
    expect(session.touchedUntil(id)).toBeNull();
    expect(await session.touch(id, blue.touch)).toBe(clock.now() + 60_000);
    expect(session.touchedUntil(id)).toBe(clock.now() + 60_000);
    vi.advanceTimersByTime(60_000);
    expect(await failureOf(session.details(id))).toBe('item.needs-touch');
    await session.touch(id, blue.touch);
    clock.advance(60_000);
    expect(await failureOf(session.details(id))).toBe('item.needs-touch');
    await session.touch(id, blue.touch);
    await session.lock();
    expect(await failureOf(session.details(id))).toBe('vault.locked');
  });

  it('cannot be made where no hardware key is enrolled', async () => {
    const { session } = await vaultWith();
    expect(await failureOf(session.create(touchLogin('Bank', 'hunter2')))).toBe('touch.no-key');
    const { id, versionId } = await session.create(login('Bank', 'hunter2'));
    expect(await failureOf(session.update(id, versionId, touchLogin('Bank', 'hunter2')))).toBe('touch.no-key');
    expect(await passwordOf(session, id)).toBe('hunter2');
  });

  it('can be changed without a touch, but keeps its mark without one', async () => {
    const { session } = await vaultWith(blue);
    const { id, versionId } = await session.create(touchLogin('Bank', 'first'), 'create', [attached('file')]);
    const [meta] = await session.touch(id, blue.touch).then(async () => (await session.details(id)).attachments);
    session.endTouch(id);
    const keeping = (content: ReturnType<typeof login>) => ({ ...content, details: { ...content.details, attachments: meta ? [meta] : [] } });
    const second = await session.update(id, versionId, keeping(touchLogin('Bank', 'second')));
    expect(await failureOf(session.update(id, second.versionId, keeping(login('Bank', 'third'))))).toBe('item.needs-touch');
    await session.touch(id, blue.touch);
    expect(await passwordOf(session, id)).toBe('second');
    await session.update(id, second.versionId, keeping(login('Bank', 'third')));
    session.endTouch(id);
    expect(await passwordOf(session, id)).toBe('third');
    expect(Buffer.from(await session.attachment(id, meta?.id ?? '')).toString()).toBe('file');
    expect(await failureOf(session.details(id, versionId))).toBe('item.needs-touch');
    await session.verify();
  });

  it('takes its older versions and its files along when it is marked: at once while they are read here, in the file with the next rewrite', async () => {
    const { file, session } = await vaultWith(blue);
    const first = await session.create(login('Bank', 'first'), 'create', [attached('file')]);
    const { attachments } = await session.details(first.id);
    const marked = touchLogin('Bank', 'second');
    await session.update(first.id, first.versionId, { ...marked, details: { ...marked.details, attachments } });
    expect(await failureOf(session.details(first.id, first.versionId))).toBe('item.needs-touch');
    expect(await failureOf(session.attachment(first.id, attachments[0]?.id ?? ''))).toBe('item.needs-touch');
    await session.compact();
    const opened = await again(file);
    await opened.touch(first.id, blue.touch);
    expect(await passwordOf(opened, first.id, first.versionId)).toBe('first');
    expect(Buffer.from(await opened.attachment(first.id, attachments[0]?.id ?? '')).toString()).toBe('file');
    opened.endTouch(first.id);
    // A restored version from before the mark keeps the mark, and is sealed for it.
    await opened.restore(first.id, first.versionId);
    expect(opened.overview(first.id)).toMatchObject({ touchRequired: true, change: 'restore' });
    await opened.touch(first.id, blue.touch);
    expect(await passwordOf(opened, first.id)).toBe('first');
    await opened.verify();
  });
});

describe('hardware keys that come and go', () => {
  it('a key that was added opens such items after one touch of an older one', async () => {
    const { file, session } = await vaultWith(blue);
    const { id } = await session.create(touchLogin('Bank', 'hunter2'));
    await session.addSlot(red.slot);
    expect(session.slots().map(({ name, opensTouchItems }) => [name, opensTouchItems])).toEqual([['Passphrase', null], ['blue', true], ['red', false]]);
    expect(await failureOf(session.touch(id, red.touch))).toBe('touch.key-not-ready');
    await session.shareTouch(blue.touch);
    await session.touch(id, red.touch);
    expect(await passwordOf(await again(file).then(async (opened) => (await opened.touch(id, red.touch), opened)), id)).toBe('hunter2');
  });

  it('two keys that are there at the first mark both open it', async () => {
    const { session } = await vaultWith(blue, red);
    const { id } = await session.create(touchLogin('Bank', 'hunter2'));
    for (const key of [blue, red]) {
      await session.touch(id, key.touch);
      expect(await passwordOf(session, id)).toBe('hunter2');
      session.endTouch(id);
    }
  });

  it('withdrawing a key takes a touch, seals anew for those that stay, and what it knew opens nothing any more', async () => {
    const { file, session } = await vaultWith(blue, red, grey);
    const { id, versionId } = await session.create(touchLogin('Bank', 'first'), 'create', [attached('file')]);
    const { versionId: second } = await session.update(id, versionId, touchLogin('Bank', 'second'));
    await session.create(login('Mail', 'plain'));
    const before = file.durable();
    expect(await failureOf(session.removeSlot(slotIdOf(session, 'blue')))).toBe('item.needs-touch');
    expect(file.durable().equals(before)).toBe(true);
    await session.removeSlot(slotIdOf(session, 'blue'), { touch: red.touch });
    const opened = await again(file);
    expect(await failureOf(opened.touch(id, blue.touch))).toBe('key.not-recognised');
    // Also the key that lay in a drawer.
    await opened.touch(id, grey.touch);
    expect(await passwordOf(opened, id)).toBe('second');
    expect(await passwordOf(opened, id, versionId)).toBe('first');
    expect(opened.overview(id).versionId).toBe(second);
    await opened.verify();
  });

  it('the last key stays while items need it, and goes when none does, with older versions opened by its touch', async () => {
    const { file, session } = await vaultWith(blue);
    const { id, versionId } = await session.create(touchLogin('Bank', 'first'));
    expect(await failureOf(session.removeSlot(slotIdOf(session, 'blue'), { touch: blue.touch }))).toBe('slot.touch-items');
    await session.touch(id, blue.touch);
    await session.update(id, versionId, login('Bank', 'second'));
    session.endTouch(id);
    expect(await failureOf(session.removeSlot(slotIdOf(session, 'blue')))).toBe('item.needs-touch');
    await session.removeSlot(slotIdOf(session, 'blue'), { touch: blue.touch });
    const opened = await again(file);
    expect(await passwordOf(opened, id)).toBe('second');
    await opened.verify();
  });

  it('a lost last key can go once what needed it is deleted for good', async () => {
    const { session } = await vaultWith(blue);
    const { id } = await session.create(touchLogin('Bank', 'first'));
    await session.remove([id]);
    expect(await failureOf(session.removeSlot(slotIdOf(session, 'blue')))).toBe('slot.touch-items');
    await session.purge([id]);
    await session.removeSlot(slotIdOf(session, 'blue'));
    expect(session.slots()).toHaveLength(1);
    expect(await failureOf(session.create(touchLogin('Bank', 'first')))).toBe('touch.no-key');
  });

  it('a way to open without a hardware key is withdrawn without a touch', async () => {
    const { file, session } = await vaultWith(blue, red);
    const { id } = await session.create(touchLogin('Bank', 'hunter2'));
    await session.removeSlot(slotIdOf(session, 'Passphrase'));
    const opened = await openAgain(makeMemoryVaultFile(file.durable()), { presented: { hardwareKey: red.presented } });
    await opened.touch(id, red.touch);
    expect(await passwordOf(opened, id)).toBe('hunter2');
    await opened.verify();
  });

  it('a passphrase beside a hardware key is changed without a touch, and the key opens such items as before', async () => {
    if (blue.slot.kind !== 'key') throw new Error('a key');
    const { credential, prfOutput, touchOutput } = blue.slot;
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file, [{ kind: 'passphrase+key', name: 'Both', passphrase, credential, prfOutput, touchOutput }, red.slot]);
    const { id } = await session.create(touchLogin('Bank', 'hunter2'));
    const changed = Buffer.from('another passphrase');
    await session.replaceSlot(slotIdOf(session, 'Both'), { kind: 'passphrase+key', name: 'Both', passphrase: changed, credential, prfOutput, touchOutput: null });
    const opened = await openAgain(makeMemoryVaultFile(file.durable()), { presented: { passphrase: changed, hardwareKey: blue.presented } });
    await opened.touch(id, blue.touch);
    expect(await passwordOf(opened, id)).toBe('hunter2');
  });
});

describe('copies of a vault with such items', () => {
  const merge = async (here: VaultSession, there: MemoryVaultFile, presented: Parameters<VaultSession['openCopy']>[1] = null) =>
    here.merge(await here.openCopy(makeMemoryVaultFile(there.durable()), presented));

  async function parted() {
    const here = await vaultWith(blue, red);
    const file = makeMemoryVaultFile(here.file.durable());
    return { here, there: { file, session: await openAgain(file, { clock: makeSetClock(1_900_000_000_000) }) } };
  }

  it('merge without a touch, and each key opens what came', async () => {
    const { here, there } = await parted();
    await here.session.create(touchLogin('Here', 'pw here'));
    const file = makeMemoryVaultFile(here.file.durable());
    const later = { file, session: await openAgain(file, { clock: makeSetClock(1_900_000_000_000) }) };
    const { id } = await later.session.create(touchLogin('There', 'pw there'), 'create', [attached('file')]);
    await merge(here.session, later.file);
    await here.session.touch(id, red.touch);
    expect(await passwordOf(here.session, id)).toBe('pw there');
    await here.session.verify();
    expect(there.session.slots()).toHaveLength(3);
  });

  it('bring the key pair along where only the other has marked an item', async () => {
    const { here, there } = await parted();
    const { id } = await there.session.create(touchLogin('There', 'pw there'));
    await merge(here.session, there.file);
    const opened = await again(here.file);
    await opened.touch(id, blue.touch);
    expect(await passwordOf(opened, id)).toBe('pw there');
    const more = await opened.create(touchLogin('More', 'pw more'));
    await opened.touch(more.id, red.touch);
    expect(await passwordOf(opened, more.id)).toBe('pw more');
  });

  it('are refused by name where each has a key pair of its own, and nothing is changed', async () => {
    const { here, there } = await parted();
    await here.session.create(touchLogin('Here', 'pw here'));
    await there.session.create(touchLogin('There', 'pw there'));
    const { all } = here.session.counts();
    expect(await failureOf(merge(here.session, there.file))).toBe('merge.other-touch-key');
    expect(here.session.counts().all).toBe(all);
    await here.session.verify();
  });

  it('are refused by name after a key was withdrawn in one of them, but for items that need no touch', async () => {
    const { here } = await parted();
    const { id } = await here.session.create(touchLogin('Here', 'pw here'));
    const file = makeMemoryVaultFile(here.file.durable());
    const there = await openAgain(file, { clock: makeSetClock(1_900_000_000_000) });
    await here.session.removeSlot(slotIdOf(here.session, 'red'), { touch: blue.touch });
    await there.create(login('Plain', 'pw plain'));
    await merge(here.session, file, { passphrase });
    expect(here.session.counts().all).toBe(2);
    await there.create(touchLogin('There', 'pw there'));
    expect(await failureOf(merge(here.session, file, { passphrase }))).toBe('merge.other-touch-key');
    await here.session.touch(id, blue.touch);
    expect(await passwordOf(here.session, id)).toBe('pw here');
  });

  it('of an item that was marked here come in sealed for the touch, though they were not there', async () => {
    const { here, there } = await parted();
    const made = await here.session.create(login('Bank', 'first'));
    const file = makeMemoryVaultFile(here.file.durable());
    const other = await openAgain(file, { clock: makeSetClock(1) });
    await other.update(made.id, made.versionId, login('Bank', 'from there'));
    const second = await here.session.update(made.id, made.versionId, touchLogin('Bank', 'marked'));
    await here.session.update(made.id, second.versionId, touchLogin('Bank', 'marked still'));
    await merge(here.session, file);
    const older = here.session.history(made.id).map(({ versionId }) => versionId);
    expect(older).toHaveLength(4);
    for (const versionId of older) {
      expect(await failureOf(here.session.details(made.id, versionId))).toBe('item.needs-touch');
    }
    expect(there.session.counts().all).toBe(0);
  });

  it('go on in a session whose file another program replaced', async () => {
    const { here, there } = await parted();
    const { id } = await there.session.create(touchLogin('There', 'pw there'));
    const mine = await here.session.create(login('Mine', 'pw mine'));
    here.file.putInPlace(makeMemoryVaultFile(there.file.durable()));
    await here.session.catchUp();
    await here.session.touch(id, red.touch);
    expect(await passwordOf(here.session, id)).toBe('pw there');
    expect(await passwordOf(here.session, mine.id)).toBe('pw mine');
  });
});
