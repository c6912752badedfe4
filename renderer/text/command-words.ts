/** Words of the maintenance command (`npm run vault`), which a terminal shows and the window never does. Called by `cli/`. */
import type { SlotKind } from '../../shared/views.ts';
import { sentenceForBackup } from './failures.ts';
import { slotKindWords } from './slots.ts';
import { sizeWords } from './sizes.ts';

const number = new Intl.NumberFormat('en-GB');
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

const usage = `npm run vault -- COMMAND FILE [options]

  info FILE        what the file tells without a key
  verify FILE      reads and authenticates every byte
  merge FILE COPY  takes in what another copy of the vault has and FILE lacks
  compact FILE     writes the file anew without what was purged; backs it up first

The passphrase is asked for at the terminal, where it does not show, or read as one line from a pipe.
  --passphrase-file NAME   its first line is the passphrase
  --copy-passphrase-file NAME   the same for a copy with another key
  --recovery               the thirteen words of a recovery kit instead, typed or in that file
  --backups FOLDER         where the backup goes; otherwise among those that Latchkey keeps on this computer

Ends with 0 when all is well, 1 when the vault is damaged or something failed, 2 when the command was not understood.`;

const stages: Readonly<Record<string, string>> = { derive: 'Working on the passphrase', open: 'Opening the vault', frames: 'Checking frames', items: 'Checking items', rewrite: 'Writing the vault anew', compare: 'Comparing versions', copy: 'Copying', write: 'Writing' };

export const commandWords = {
  usage,
  misuse: {
    help: null,
    command: 'There is no such command.',
    files: 'Name one vault file.',
    copies: 'Name the vault file and the copy to be merged into it.',
    same: 'These two are one and the same file. Name the copy that stands elsewhere.',
    option: 'There is no such option, or it lacks its value.',
  },
  passphrase: 'Passphrase: ',
  recovery: 'Recovery kit, thirteen words: ',
  ofCopy: { passphrase: 'Passphrase of the copy: ', recovery: 'Recovery kit of the copy, thirteen words: ' },
  copyNeedsUnlock: 'The copy has another key: a way to open was withdrawn in one of the two. Go on only if you know where it comes from.',
  nothingTyped: 'Nothing was typed, so the vault was not opened.',
  secretUnreadable: 'The file with the passphrase cannot be read, or is empty. Check its name, its permissions and its first line.',
  needsKey: 'This vault opens with a hardware key, which this command cannot ask for. Use the words of a recovery kit: --recovery.',
  stage: (name: string): string => stages[name] ?? 'Working',
  format: (version: number) => `Latchkey vault, format ${version}`,
  facts: { id: 'vault id', made: 'made', epoch: 'epoch', generation: 'generation', bytes: 'bytes', items: 'items', versions: 'versions', frames: 'frames' },
  waysTitle: 'ways to open',
  count: (count: number) => number.format(count),
  moment: (at: number) => moment.format(at),
  bytes: (bytes: number) => `${number.format(bytes)} (${sizeWords(bytes)})`,
  itemCount: (items: number, trashed: number) => (trashed === 0 ? number.format(items) : `${number.format(items)}, ${number.format(trashed)} of them in the trash`),
  way: (kind: SlotKind, name: string, added: string) => `${slotKindWords[kind]} “${name}”, added ${added}`,
  cost: (memoryMib: number, passes: number, lanes: number) => `Argon2id ${number.format(memoryMib)} MiB, ${passes} passes, ${lanes} lanes`,
  headerStale: 'One of the two copies of the header is damaged; the other one is whole and serves.',
  tornTail: (bytes: number) => `The end is cut short: ${number.format(bytes)} bytes there do not count. Either the last write was never reported as saved, or this file was not copied completely.`,
  whole: 'whole',
  damaged: (check: string | null) => (check === null ? 'damaged' : `damaged: ${check}`),
  backupFailed: (check: string | undefined) => `No backup could be made first, so the vault was left as it is. ${sentenceForBackup(check)} Or name another folder: --backups FOLDER.`,
  backedUp: (place: string) => `Backed up in ${place}`,
  compacted: (before: number, after: number) => `${number.format(before)} bytes before, ${number.format(after)} after`,
} as const;
