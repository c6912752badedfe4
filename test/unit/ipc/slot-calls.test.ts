import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeCallsOnDesk, strongPassphrase } from '../../support/calls-on-desk.ts';
import { failureOf } from '../../support/sample-vault.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const newFolder = tempFolders();
const another = 'seven kettles on a slow ferry';

async function openVault() {
  const made = await makeCallsOnDesk(await newFolder());
  await made.calls['vault.create']({ jobId: randomUUID(), name: 'Home', placeToken: null, passphrase: strongPassphrase, enrolmentToken: null, keyName: null });
  const prove = async () =>
    (await made.calls['slot.prove']({ jobId: randomUUID(), passphrase: strongPassphrase, useKey: false, recoveryWords: null })).proofToken;
  const add = (proofToken: string, passphrase = another) => Promise.resolve(made.calls['slot.addPassphrase']({ jobId: randomUUID(), proofToken, name: 'Second', passphrase }));
  const enrol = async () => (await made.calls['key.enrol']({ jobId: randomUUID(), name: 'Blue' })).enrolmentToken;
  return { ...made, prove, add, enrol };
}

async function codesOf(outcomes: readonly Promise<unknown>[]): Promise<string[]> {
  return Promise.all(outcomes.map((outcome) => outcome.then(() => 'done', () => failureOf(outcome))));
}

describe('what changes the ways to open', () => {
  it('one proof is good for one of three changes asked for at once', async () => {
    const { desk, prove, add } = await openVault();
    const proofToken = await prove();
    expect(await codesOf([add(proofToken), add(proofToken), add(proofToken)])).toEqual(['done', 'request.refused', 'request.refused']);
    expect(desk.session().slots()).toHaveLength(2);
    expect(await failureOf(add(proofToken))).toBe('request.refused');
  });

  it('a proof is good once more where the change failed', async () => {
    const { desk, prove, add } = await openVault();
    const proofToken = await prove();
    expect(await failureOf(add(proofToken, 'sunshine'))).toBe('passphrase.too-weak');
    await add(proofToken);
    expect(desk.session().slots()).toHaveLength(2);
  });

  it('one enrolment is good for one of three keys added at once', async () => {
    const { calls, desk, prove, enrol } = await openVault();
    const proofs = [await prove(), await prove(), await prove()];
    const enrolmentToken = await enrol();
    const added = proofs.map((proofToken) =>
      Promise.resolve(calls['slot.addKey']({ jobId: randomUUID(), proofToken, enrolmentToken, name: 'Blue', mode: 'key', passphrase: null })),
    );
    expect(await codesOf(added)).toEqual(['done', 'enrolment.expired', 'enrolment.expired']);
    expect(desk.session().slots().filter(({ kind }) => kind === 'key')).toHaveLength(1);
  });

  it('a weak passphrase is refused by the main process wherever one is set, and a strong one is not', async () => {
    const { calls, desk, prove, add, enrol } = await openVault();
    const proofToken = await prove();
    const enrolmentToken = await enrol();
    const [slot] = desk.session().slots();
    const slotId = slot?.slotId ?? '';
    for (const passphrase of ['a', 'password1', 'home1']) {
      const taken = { jobId: randomUUID(), proofToken, passphrase };
      expect(await failureOf(add(proofToken, passphrase))).toBe('passphrase.too-weak');
      expect(await failureOf(Promise.resolve(calls['slot.changePassphrase']({ ...taken, slotId })))).toBe('passphrase.too-weak');
      expect(await failureOf(Promise.resolve(calls['slot.addKey']({ ...taken, enrolmentToken, name: 'Blue', mode: 'passphrase+key' })))).toBe('passphrase.too-weak');
    }
    expect(desk.session().slots()).toEqual([slot]);
    await calls['slot.changePassphrase']({ jobId: randomUUID(), proofToken, slotId, passphrase: another });
    await desk.lock('asked');
    const open = (passphrase: string) =>
      Promise.resolve(calls['unlock.open']({ jobId: randomUUID(), passphrase, useKey: false, recoveryWords: null, acceptRollback: false }));
    expect(await failureOf(open(strongPassphrase))).toBe('unlock.wrong-passphrase');
    expect(await open(another)).toMatchObject({ phase: 'open' });
  });

  it('no vault is made with a weak passphrase', async () => {
    const { calls, disk } = await makeCallsOnDesk(await newFolder());
    const create = calls['vault.create']({ jobId: randomUUID(), name: 'Home', placeToken: null, passphrase: 'letmein', enrolmentToken: null, keyName: null });
    expect(await failureOf(Promise.resolve(create))).toBe('passphrase.too-weak');
    expect(disk.file).toBeNull();
  });
});

describe('how far the work has come', () => {
  it('is told as a derivation only where there is one, in order, and never goes back', async () => {
    const { calls, desk, told, prove } = await openVault();
    const proofToken = await prove();
    await calls['slot.addKey']({ jobId: randomUUID(), proofToken, enrolmentToken: (await calls['key.enrol']({ jobId: randomUUID(), name: 'Blue' })).enrolmentToken, name: 'Blue', mode: 'key', passphrase: null });
    const { words } = await calls['slot.addRecovery']({ jobId: randomUUID(), proofToken: await prove(), name: 'Kit' });
    const open = async (given: { passphrase?: string; useKey?: boolean; recoveryWords?: string }) => {
      await desk.lock('asked');
      const jobId = randomUUID();
      await calls['unlock.open']({ jobId, passphrase: null, useKey: false, recoveryWords: null, acceptRollback: false, ...given });
      const mine = told.filter((report) => report.jobId === jobId);
      expect(mine.filter(({ stage }) => stage === 'deriving').map(({ done }) => done)).toEqual(mine.filter(({ stage }) => stage === 'deriving').map(({ done }) => done).toSorted((a, b) => a - b));
      return mine.map(({ stage }) => stage).filter((stage, place, all) => stage !== all[place - 1]);
    };
    expect(await open({ passphrase: strongPassphrase })).toEqual(['deriving', 'opening']);
    expect(await open({ useKey: true })).toEqual(['touch', 'opening']);
    expect(await open({ recoveryWords: words.join(' ') })).toEqual(['opening']);
  });
});
