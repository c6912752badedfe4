import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeCallsOnDesk, strongPassphrase } from '../../support/calls-on-desk.ts';
import { failureOf, login } from '../../support/sample-vault.ts';
import { tempFolders } from '../../support/temp-folder.ts';
import { frameSpans } from '../../support/vault-bytes.ts';

const newFolder = tempFolders();

async function openVault() {
  const made = await makeCallsOnDesk(await newFolder());
  await made.calls['vault.create']({ jobId: randomUUID(), name: 'Home', placeToken: null, passphrase: strongPassphrase, enrolmentToken: null, keyName: null });
  return made;
}

let vault: Awaited<ReturnType<typeof openVault>>;
beforeEach(async () => {
  vault = await openVault();
});

describe('the address of a vault', () => {
  it('is not made by asking for it', async () => {
    const before = vault.disk.file?.bytes();
    expect(await vault.calls['share.address']({})).toEqual({ recipient: null });
    expect(vault.disk.file?.bytes()).toEqual(before);
    expect([...vault.desk.session().overviews()]).toEqual([]);
  });

  it('is made once, however often it is asked for at once, and in one transaction with its setting', async () => {
    const frames = () => frameSpans(vault.disk.file?.bytes() ?? Buffer.alloc(0)).length;
    const before = frames();
    const made = await Promise.all([1, 2, 3].map(() => vault.calls['share.makeAddress']({})));
    expect(new Set(made.map(({ recipient }) => recipient)).size).toBe(1);
    const [item, ...others] = [...vault.desk.session().overviews()];
    expect(others).toEqual([]);
    expect(vault.desk.session().settings().sharingItemId).toBe(item?.id);
    // One frame with the sealed details, one commit with the row and the setting.
    expect(frames() - before).toBe(2);
    expect(await vault.calls['share.address']({})).toEqual(made[0]);
  });

  it('is gone with its item, and another is made when asked', async () => {
    const first = await vault.calls['share.makeAddress']({});
    await vault.desk.session().remove([...vault.desk.session().overviews()].map(({ id }) => id));
    expect(await vault.calls['share.address']({})).toEqual({ recipient: null });
    expect(await vault.calls['share.makeAddress']({})).not.toEqual(first);
  });

  it('of a vault that can only be read is read, and not made', async () => {
    await vault.desk.lock('asked');
    vault.disk.readOnly = true;
    await vault.calls['unlock.open']({ jobId: randomUUID(), passphrase: strongPassphrase, useKey: false, recoveryWords: null, acceptRollback: false });
    expect(await vault.calls['share.address']({})).toEqual({ recipient: null });
    expect(await failureOf(Promise.resolve(vault.calls['share.makeAddress']({})))).toBe('disk.read-only');
  });
});

describe('what was shared with us', () => {
  it('is taken in once, however often it is asked for at once', async () => {
    const { id } = await vault.desk.session().create(login('A', 'a'));
    const [field] = (await vault.desk.session().details(id)).fields;
    const { recipient } = await vault.calls['share.makeAddress']({});
    const { armored } = await vault.calls['share.seal']({
      jobId: randomUUID(),
      items: [{ itemId: id, fieldIds: [field?.id ?? ''], withUrls: false, withNotes: false, withAttachments: false }],
      to: { by: 'recipients', recipients: [recipient] },
    });
    const { offerToken } = await vault.calls['share.offer']({ fileName: 'a.age', content: new TextEncoder().encode(armored) });
    await vault.calls['share.open']({ jobId: randomUUID(), offerToken, passphrase: null, identity: null });
    const taken = await Promise.allSettled([1, 2, 3].map(() => vault.calls['share.take']({ offerToken, indexes: [0] })));
    expect(taken.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect([...vault.desk.session().overviews()].filter(({ title }) => title === 'A')).toHaveLength(2);
  });
});
