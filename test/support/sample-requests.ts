/**
 * One good request for each call of the contract; the compiler keeps the table complete. For tests that must get past the parser,
 * to see what stands behind it.
 */
import type { CallName, Takes } from '../../shared/contract.ts';
import { defaultWordRecipe } from '../../shared/password.ts';

const id = '0198a000-0000-7000-8000-000000000001';
const passphrase = 'brass lantern under the stairs';
const job = { jobId: id };
const proven = { ...job, proofToken: 'token' };
const one = { itemId: id };
const several = { itemIds: [id] };
const field = { itemId: id, versionId: null, fieldId: id };
const content = new Uint8Array([1]);

const draft: Takes<'item.create'> = {
  kind: 'login', title: 'A', urls: [], tags: [], collection: null, favourite: false, attributes: { enabled: true, notBefore: null, expires: null },
  purgeProtected: false, fields: [], notes: '', keepAttachments: [], newAttachments: [],
};

export const sampleRequests: { readonly [Name in CallName]: Takes<Name> } = {
  'app.state': {},
  'app.version': {},
  'autoLock.read': {},
  'settings.read': {},
  'settings.change': { theme: 'dark' },
  'vault.recent': {},
  'vault.chooseExisting': {},
  'vault.choosePlace': { name: 'Home' },
  'vault.select': { token: 'token' },
  'vault.forget': { token: 'token' },
  'vault.create': { ...job, name: 'Home', placeToken: null, passphrase, enrolmentToken: null, keyName: null },
  'vault.settings': {},
  'vault.changeSettings': { name: 'Home' },
  'vault.compact': job,
  'vault.verify': job,
  'vault.showInFolder': {},
  'vault.lock': {},
  'unlock.open': { ...job, passphrase, useKey: false, recoveryWords: null, acceptRollback: false },
  'unlock.judgeWords': { words: ['abacus'] },
  'key.answer': { askId: id, response: '{}', prf: null },
  'key.decline': { askId: id, reason: 'AbortError' },
  'key.enrol': { ...job, name: 'Blue' },
  'slot.list': {},
  'slot.prove': { ...job, passphrase, useKey: false, recoveryWords: null },
  'slot.addPassphrase': { ...proven, name: 'Second', passphrase },
  'slot.addKey': { ...proven, enrolmentToken: 'token', name: 'Blue', mode: 'key', passphrase: null },
  'slot.addRecovery': { ...proven, name: 'Kit' },
  'slot.rename': { slotId: id, name: 'Home' },
  'slot.remove': { ...proven, slotId: id },
  'slot.changePassphrase': { ...proven, slotId: id, passphrase },
  'recovery.print': {},
  'recovery.savePdf': {},
  'recovery.close': {},
  'backup.list': {},
  'backup.make': job,
  'backup.removeWithdrawn': job,
  'backup.showInFolder': {},
  'backup.open': { ...job, backupId: '2026-11-25T08-22-06-123Z-daily.latchkey', passphrase, useKey: false, recoveryWords: null },
  'backup.search': { text: '', from: 0, count: 10 },
  'backup.restoreItem': one,
  'backup.restoreAll': job,
  'backup.close': {},
  'item.counts': {},
  'item.search': { text: '', scope: { in: 'all' }, sort: 'title', from: 0, count: 10 },
  'item.read': { ...one, versionId: null },
  'item.create': draft,
  'item.update': { ...one, baseVersionId: id, draft },
  'item.setFavourite': { ...one, favourite: true },
  'item.duplicate': one,
  'item.remove': several,
  'item.recover': several,
  'item.purge': several,
  'item.history': one,
  'item.restore': { ...one, versionId: id },
  'field.reveal': field,
  'field.copy': field,
  'item.copyPrimary': one,
  'item.copyUsername': one,
  'totp.current': { itemId: id, fieldId: id },
  'clipboard.copyText': { text: 'a' },
  'clipboard.clear': {},
  'site.open': { ...one, url: 'https://example.org' },
  'attachment.choose': {},
  'attachment.offer': { fileName: 'a.txt', content },
  'attachment.save': { ...one, attachmentId: id },
  'password.generate': { recipe: defaultWordRecipe },
  'password.judge': { password: 'a', userInputs: [] },
  'import.choose': job,
  'import.offer': { ...job, fileName: 'a.csv', content },
  'import.take': { ...job, importToken: 'token', collection: null, skipDuplicates: true },
  'import.discard': { importToken: 'token' },
  'share.address': {},
  'share.makeAddress': {},
  'share.seal': { ...job, items: [{ itemId: id, fieldIds: [id], withUrls: false, withNotes: false, withAttachments: false }], to: { by: 'passphrase', passphrase } },
  'share.save': { shareToken: 'token' },
  'share.chooseFile': {},
  'share.offer': { fileName: 'a.age', content },
  'share.open': { ...job, offerToken: 'token', passphrase: null, identity: null },
  'share.take': { offerToken: 'token', indexes: [0] },
  'share.discard': { offerToken: 'token' },
  'job.cancel': job,
};
