/**
 * Failure code -> the sentence a person reads: what is so, and what to do. Second person, a verb, no blame, facts filled
 * in. The compiler refuses a code without a sentence. Called by every screen through `sentenceFor`.
 */
import { z } from 'zod';
import { mostImported } from '../../shared/import-report.ts';
import { failureCodes, type FailureCode, type FailureFacts } from '../../shared/failure.ts';
import { oneLine } from '../../shared/plain-line.ts';

type Sentence = string | ((facts: FailureFacts) => string);

function megabytes(bytes: number): string {
  const amount = bytes / 1_048_576;
  return `${amount >= 10 || Number.isInteger(amount) ? Math.round(amount) : amount.toFixed(1)} MB`;
}

/** SECURITY: whoever can put a file beside the vault chooses its name. */
const named = (facts: FailureFacts, otherwise: string): string => (facts.fileName === undefined ? otherwise : `“${oneLine(facts.fileName)}”`);

/** What to do where a backup could not be made, by the code of its cause. */
const backupCauses: ReadonlyMap<string, string> = new Map([
  ['disk.full', 'The disk is full: free some space and try again.'],
  ['disk.no-permission', 'The folder of the backups cannot be written to: look at its permissions and try again.'],
  ['disk.read-only', 'The folder of the backups cannot be written to: look at its permissions and try again.'],
  ['vault.changed-on-disk', 'Another program changed the vault file: lock the vault, open it again and try once more.'],
  ['disk.gone', 'The folder of the backups cannot be reached: plug in the disk it is on and try again.'],
]);

/** What keeps a backup from being made, and what to do; the failures of the vault's own file have other sentences. */
export function sentenceForBackup(code: string | undefined, otherwise = 'Look at the disk with the backups and try again.'): string {
  return backupCauses.get(code ?? '') ?? otherwise;
}

function backupFailed(check: string | undefined): string {
  return `No backup could be made first, so the vault was left as it is. ${sentenceForBackup(check)}`;
}

const sentences = {
  unexpected: ({ reference }) =>
    `Something went wrong inside Latchkey, and nothing was changed. Try again; if it happens once more, report it${reference === undefined ? '.' : ` with the reference ${reference}.`}`,
  'request.malformed': 'Latchkey could not make sense of this entry. Check what you typed and try again.',
  'request.too-large': ({ limitBytes }) =>
    limitBytes === undefined ? 'This is too large to take in. Split it and try again.' : `This is too large to take in. Choose something smaller than ${megabytes(limitBytes)}.`,
  'request.refused': 'Latchkey refused this request because it did not come from its own window. Close the window and open it again.',
  cancelled: 'You stopped this, and nothing was changed.',

  'vault.locked': 'The vault is locked. Unlock it and try again.',
  'vault.none': 'No vault is chosen yet. Create one or open a vault file.',
  'vault.not-found': (facts) => `${named(facts, 'The vault file')} is not where it was. Plug in the disk it is on, or choose the file in its new place.`,
  'vault.not-a-vault': (facts) => `${named(facts, 'This file')} is not a Latchkey vault. Choose a file that ends in .latchkey.`,
  'vault.newer-format': ({ formatVersion }) =>
    `This vault was written by a newer Latchkey${formatVersion === undefined ? '' : ` (format ${formatVersion})`}. Update Latchkey to open it.`,
  'vault.damaged': (facts) => `${named(facts, 'The vault file')} is damaged and was not opened. Restore a backup copy of it and open that.`,
  'vault.truncated': (facts) => `The end of ${named(facts, 'the vault file')} is missing. Wait until it has been copied or synced completely, or open a backup copy.`,
  'vault.in-use': ({ holderPid }) =>
    `Another program has this vault open${holderPid === undefined ? '' : ` (process ${holderPid})`}. Close it there, then try again.`,
  'vault.lock-unavailable': 'This folder does not let Latchkey mark the vault as in use. Move the vault to a folder on this computer.',
  'vault.rolled-back': 'This is an older copy of your vault than the one last opened on this computer. Choose whether to open it all the same.',
  'vault.exists': (facts) => `${named(facts, 'A file of this name')} is there already. Choose another name or another folder.`,
  'vault.changed-on-disk': 'Another program changed the vault file. Lock the vault and open it again to see what is in it now.',
  'disk.read-only': 'The folder of the vault cannot be written to. Move the vault to a folder you can write to, and open it there.',
  'disk.no-permission': (facts) => `You do not have permission to use ${named(facts, 'this file')}. Change its permissions or choose another place.`,
  'disk.full': 'The disk is full, so nothing was saved; what was saved before is safe. Free some space and try again.',
  'disk.gone': 'The disk with the vault is gone. Plug it in again and try once more.',
  'print.failed': 'The printer did not take it. Check the printer, or save the sheet as PDF instead.',
  'disk.failed': 'The disk reported an error while it was reading or writing. Check the disk and try again.',

  'unlock.wrong-passphrase': 'This passphrase does not open the vault. Check Caps Lock and the keyboard layout, then try again.',
  'unlock.wrong-recovery-code': 'These words do not open the vault. Compare all thirteen with your recovery kit, in their order.',
  'unlock.no-slot': 'The vault does not open this way. Choose another way to unlock it.',
  'kdf.hostile': 'This file asks for an amount of work that no vault of yours asks for, so Latchkey did not begin. Open a copy that you trust.',
  'kdf.failed': 'This computer has too little free memory to work on the passphrase. Close some programs and try again.',
  'passphrase.too-short': 'This passphrase is too short to protect what you share. Make it longer, or use the suggestion.',
  'passphrase.too-weak': 'This passphrase is found too quickly to protect a vault. Make it longer, or use a suggestion.',

  'key.none-enrolled': 'No hardware key is enrolled for this vault. Unlock it another way, then add your key in Settings.',
  'key.not-recognised': 'This key is not enrolled for this vault. Put in the one that is, and try again.',
  'key.already-enrolled': 'This key is enrolled for this vault already. Put in another one.',
  'key.no-prf': 'This key cannot protect a vault, because it gives no secret of its own (the PRF extension). Use a key with FIDO2 and hmac-secret.',
  'key.unstable-prf': 'This key gave two different answers to the same question, so it cannot protect a vault. Use another key.',
  'key.timeout': 'The key was not touched in time. Press Enter and touch it while it blinks.',
  'key.cancelled': 'The touch did not come through. Put the key in, press Enter and touch it while it blinks.',
  'key.cancelled-no-pin':
    'The key did not answer. Put it in, press Enter and touch it while it blinks. A key that wants a PIN cannot answer this way on your system: choose “Latchkey itself” under Security keys in Settings, or use another way to unlock.',
  'key.unsupported': 'This key could not be used here. Take it out, put it in again, or use another one.',
  'key.not-verified': 'The key did not verify you. Set a PIN or a fingerprint on it, then try again.',
  'key.challenge-expired': 'The touch came too late to count. Press Enter and touch the key again.',
  'key.assertion-refused': 'The answer of the key did not hold up, so the vault stays shut. Take the key out, put it in again and try once more.',
  'key.assertion-passed-unwrap-failed': 'The key is the right one, but its secret does not open this vault. It may have been reset; use another key or your recovery kit.',
  'key.library-missing':
    'Latchkey speaks to security keys through libfido2, which is not on this computer. Install it (Debian and Ubuntu: libfido2-1, Fedora and Arch: libfido2, macOS: brew install libfido2), then try again.',
  'key.library-too-old': 'The libfido2 on this computer is too old for Latchkey. Update it to version 1.10 or newer, then try again.',
  'key.none-plugged': 'No security key was put in. Put yours in and try again.',
  'key.in-use': 'This key could not be opened: another program may be using it, or this computer does not let you. Close the other program, take the key out, put it in again and try once more.',
  'key.unplugged': 'The key was taken out before it had answered. Put it in again and try once more.',
  'key.bad-answer': 'The key did not answer as a FIDO2 key does. Close any other program that uses it, take it out, put it in again and try once more. If it stays so, use another key.',
  'key.pin-paused': 'The PIN was wrong three times in a row, so the key takes no more tries for now. Take it out, put it in again, and think of the PIN first.',
  'key.pin-blocked': 'The PIN of this key is blocked after too many wrong tries. Use another key or your recovery kit; a reset makes this key usable again, but it forgets everything it was enrolled for.',
  'key.pin-elsewhere': 'On this system, the system itself asks for the PIN of a key. Set or change it in the settings of your system.',
  'key.unwrap-passed-assertion-failed': 'The secret fits, but the signature of the key does not, so the vault stays shut. Use another key or your recovery kit.',
  'enrolment.expired': 'The enrolment of the key has run out after ten minutes. Enrol the key once more.',

  'slot.not-found': 'This way to unlock is no longer there. Go back to the list and look again.',
  'slot.last': 'Besides recovery kits, this is the only way to open the vault. Add another one first, then remove this one.',
  'slot.full': 'The vault has no room for another way to unlock. Remove one that you no longer use.',

  'site.not-web': 'This is no address of the web, so no browser is asked to open it. Copy it and use it where it belongs.',
  'item.not-found': 'This item is no longer in the vault. Look for it in the trash.',
  'item.version-not-found': 'This version is no longer in the vault. Choose another one.',
  'item.conflict': 'This item was changed while you were editing it. Copy what you need from your form, then open the newer version.',
  'item.damaged': 'This item cannot be read, because its part of the file is damaged; the others are not affected. Restore an older version or a backup copy.',
  'item.purge-protected': 'This item is protected, so it stays until its retention ends. Wait until then, or recover it.',
  'item.needs-touch': 'This item needs a touch of your hardware key. Put the key in and try again.',
  'touch.no-key': 'A hardware key is needed for this, and none is enrolled. Add one under Security, then turn on “Needs a touch”.',
  'touch.key-not-ready': 'This key was added later and cannot open this item yet. Touch a key you had before, once; then both open it.',
  'slot.touch-items': 'This is the only key that opens items which need a touch. Turn off “Needs a touch” for them, or delete them for good, then remove the key.',
  'merge.other-touch-key': 'That copy has items that need a touch, sealed for other hardware keys than this vault’s. Open it by itself, turn off “Needs a touch” for them there, then merge.',
  'item.too-large': ({ limitBytes }) =>
    limitBytes === undefined ? 'The files of this item are too large together. Take one out and save again.' : `The files of this item are larger than ${megabytes(limitBytes)} together. Take one out and save again.`,
  'field.not-found': 'This field is no longer in the item. Open the item again.',
  'field.empty': 'This field is empty. Edit the item to fill it.',
  'totp.invalid': 'This is not a one-time code secret. Paste the secret, the otpauth:// address or the picture of the QR code.',
  'attachment.not-found': 'This attachment is no longer in the item. Open the item again.',
  'attachment.too-large': (facts) =>
    `${named(facts, 'This file')} is too large to attach.${facts.limitBytes === undefined ? ' Choose a smaller one.' : ` Choose one smaller than ${megabytes(facts.limitBytes)}.`}`,

  'merge.other-vault': (facts) => `${named(facts, 'This file')} is another vault, not a copy of this one. Choose a copy of the vault that is open.`,
  'merge.needs-unlock': (facts) => `The key of the open vault does not open ${named(facts, 'this copy')}. Unlock it in a way of its own.`,
  'merge.same-file': 'This is the vault that is open. Choose another copy of it.',
  'merge.copy-changed': 'This copy is not the one that was merged any more. Look at it again.',
  'merge.expired': 'This copy has been put away meanwhile. Choose it again.',

  'browser.not-written': 'The browser’s folder could not be written to, so nothing was changed there. Make it writable for you and try again.',
  'site.too-long': 'This address is too long to be shown before it is opened. Copy it, and paste it into your browser.',

  'backup.failed': ({ check }) =>
    `${backupFailed(check)} You can also turn automatic backups off in Settings, under Backups.`,
  'backup.not-found': 'This backup is no longer there. Go back to the list and choose another one.',
  'backup.closed': 'This backup is not open any more. Open it once more from the list.',
  'import.unknown-format': (facts) => `${named(facts, 'This file')} is not an export that Latchkey knows. Choose a CSV of Chrome, Edge or Firefox, or a JSON of Bitwarden.`,
  'import.missing-column': (facts) =>
    `${named(facts, 'This file')} has no column named “${facts.check ?? 'password'}”. Export it once more, with every column.`,
  'import.too-many': `This export has more entries than Latchkey takes in at once, which is ${mostImported.toLocaleString('en-GB')}. Export it in parts, and import one after the other.`,
  'import.unreadable': (facts) =>
    facts.limitBytes !== undefined && facts.line === undefined
      ? `${named(facts, 'This file')} is larger than ${megabytes(facts.limitBytes)}, more than can be read at once. Export it in parts.`
      : `${named(facts, 'This file')} cannot be read${facts.line === undefined ? '' : ` past line ${facts.line}`}. Export it once more and try that file.`,
  'import.encrypted': (facts) => `${named(facts, 'This export')} is encrypted. Export once more without a password, and delete the file after the import.`,
  'import.expired': 'This import has waited too long. Choose the file again.',
  'share.bad-recipient': 'This is not an age recipient. Paste the whole address; it begins with age1.',
  'share.nothing-chosen': 'Nothing is chosen to share. Tick at least one field.',
  'share.declined': 'Nothing was shared, as you chose. Choose Encrypt once more to be asked again.',
  'share.not-an-age-file': (facts) => `${named(facts, 'This')} is not an age file. Choose a file that ends in .age, or paste the whole text.`,
  'share.not-for-us': 'This was sealed for someone else. Ask the sender to seal it for your address.',
  'share.wrong-passphrase': 'This passphrase does not open what was shared. Ask the sender for it and try again.',
  'share.too-costly': 'This file asks for an unreasonable amount of work, so Latchkey did not begin. Ask the sender to seal it again.',
  'share.damaged': 'What was shared is damaged or incomplete. Ask the sender for it once more.',
  'share.expired': 'This has waited too long. Choose the file or paste the text again.',
} as const satisfies Record<FailureCode, Sentence>;

const failureLike = z.object({
  code: z.enum(failureCodes),
  facts: z.object({
    holderPid: z.number().optional(),
    fileName: z.string().optional(),
    formatVersion: z.number().optional(),
    limitBytes: z.number().optional(),
    line: z.number().optional(),
    reference: z.string().optional(),
    check: z.string().optional(),
  }),
});

export function sentenceForCode(code: FailureCode, facts: FailureFacts = {}): string {
  const sentence: Sentence = sentences[code];
  return typeof sentence === 'string' ? sentence : sentence(facts);
}

/** The code of a failure, `unexpected` for anything else. */
export function codeOf(error: unknown): FailureCode {
  const parsed = failureLike.shape.code.safeParse(typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);
  return parsed.success ? parsed.data : 'unexpected';
}

/** For what `ask` threw, or anything else: never the text of the error itself. */
export function sentenceFor(error: unknown): string {
  const parsed = failureLike.safeParse(error);
  if (!parsed.success) {
    return sentenceForCode('unexpected');
  }
  const facts = Object.fromEntries(Object.entries(parsed.data.facts).filter(([, value]) => value !== undefined));
  return sentenceForCode(parsed.data.code, facts);
}

/** As `sentenceFor`, where the backup is made whatever the settings say: turning backups off is no way round. */
export function sentenceBehindBackup(error: unknown): string {
  const parsed = failureLike.safeParse(error);
  return parsed.success && parsed.data.code === 'backup.failed' ? backupFailed(parsed.data.facts.check) : sentenceFor(error);
}
