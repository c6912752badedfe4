/**
 * What a crash may leave of a simulated disk: everything up to the last sync, and of what came after it any part, torn, out of order
 * or not at all. Names are durable once their folder was synced; until then they are kept or lost from the end, as a journal does it.
 */
import { truncatedTo, writtenInto } from './simulated-disk.ts';
import type { DiskContent, DiskOp } from './simulated-disk.ts';
import type { Chance } from './seeded-random.ts';

type NameOp = Extract<DiskOp, { op: 'create' | 'rename' | 'unlink' }>;
type DataOp = Extract<DiskOp, { op: 'write' | 'truncate' }>;
/** `certain`: a later sync covered it, though one before it is not known to have arrived. */
type Pending = { readonly data: DataOp; readonly certain: boolean; readonly orphan: boolean };
type FileState = { readonly durable: Buffer; readonly pending: readonly Pending[] };

/** What is certain and what is not after a part of the log. */
export type CrashPoint = {
  readonly names: ReadonlyMap<string, number>;
  readonly pendingNames: readonly NameOp[];
  readonly files: ReadonlyMap<number, FileState>;
};

export type Fate = 'whole' | 'absent' | 'torn';

/** Smaller than a sector, so that small changes are torn too. */
const pieceBytes = 64;

/** `start` is what the disk held when the log began, its files numbered as the disk numbers them. */
export function makeCrashPoint(start: DiskContent = new Map()): CrashPoint {
  const numbered = [...start].map(([path, bytes], index) => ({ path, bytes, inode: index + 2 }));
  return {
    names: new Map(numbered.map(({ path, inode }) => [path, inode])),
    pendingNames: [],
    files: new Map(numbered.map(({ bytes, inode }) => [inode, { durable: bytes, pending: [] }])),
  };
}

/** The crash point one call later; the one given stays as it is. */
export function afterOp(point: CrashPoint, op: DiskOp): CrashPoint {
  switch (op.op) {
    case 'create':
      return { ...point, pendingNames: [...point.pendingNames, op], files: new Map(point.files).set(op.inode, { durable: Buffer.alloc(0), pending: [] }) };
    case 'rename':
    case 'unlink':
      return { ...point, pendingNames: [...point.pendingNames, op] };
    case 'sync-folder':
      return { ...point, names: renamed(point.names, point.pendingNames), pendingNames: [] };
    case 'write':
    case 'truncate':
      return withFile(point, op.inode, ({ durable, pending }) => ({ durable, pending: [...pending, { data: op, certain: false, orphan: false }] }));
    case 'sync':
      return withFile(point, op.inode, settle);
    case 'sync-failed':
      return withFile(point, op.inode, ({ durable, pending }) => ({ durable, pending: pending.map((entry) => ({ ...entry, orphan: entry.orphan || !entry.certain })) }));
  }
}

function withFile(point: CrashPoint, inode: number, change: (file: FileState) => FileState): CrashPoint {
  const file = point.files.get(inode);
  return file ? { ...point, files: new Map(point.files).set(inode, change(file)) } : point;
}

/** An orphan stays uncertain for ever, and what follows it must be kept in order behind it. */
function settle({ durable, pending }: FileState): FileState {
  if (pending.some(({ orphan }) => orphan)) {
    return { durable, pending: pending.map((entry) => (entry.orphan ? entry : { ...entry, certain: true })) };
  }
  return { durable: pending.reduce((content, { data }) => applied(content, data), durable), pending: [] };
}

function applied(content: Buffer, op: DataOp): Buffer {
  return op.op === 'write' ? writtenInto(content, op.offset, op.bytes) : truncatedTo(content, op.length);
}

function renamed(names: ReadonlyMap<string, number>, ops: readonly NameOp[]): ReadonlyMap<string, number> {
  const now = new Map(names);
  for (const op of ops) {
    if (op.op === 'create') {
      now.set(op.name, op.inode);
    } else {
      const name = op.op === 'rename' ? op.from : op.name;
      const inode = now.get(name);
      now.delete(name);
      if (op.op === 'rename' && inode !== undefined) {
        now.set(op.to, inode);
      }
    }
  }
  return now;
}

/** How much there is to choose: uncertain data operations of all files, in order, and names that may be lost. */
export function uncertainties(point: CrashPoint): { readonly data: number; readonly names: number } {
  const data = [...point.files.values()].reduce((sum, { pending }) => sum + pending.filter(({ certain }) => !certain).length, 0);
  return { data, names: point.pendingNames.length };
}

/** One state a crash may leave: the first `namesKept` names, and each uncertain data operation as `fateOf` says. */
export function crashState(point: CrashPoint, namesKept: number, fateOf: (index: number) => Fate, chance: Chance): DiskContent {
  let index = 0;
  const contents = new Map<number, Buffer>();
  for (const [inode, { durable, pending }] of point.files) {
    let content = durable;
    for (const { data, certain } of pending) {
      const fate = certain ? 'whole' : fateOf(index);
      index += certain ? 0 : 1;
      content = fate === 'whole' ? applied(content, data) : fate === 'torn' ? torn(content, data, chance) : content;
    }
    contents.set(inode, content);
  }
  const names = renamed(point.names, point.pendingNames.slice(0, namesKept));
  return new Map([...names].map(([name, inode]) => [name, contents.get(inode) ?? Buffer.alloc(0)]));
}

/** Each piece of a write arrived, or not, or as garbage; the file's new length with or without them. */
function torn(content: Buffer, op: DataOp, chance: Chance): Buffer {
  if (op.op === 'truncate') {
    return chance.oneIn(2) ? applied(content, op) : content;
  }
  const whole = applied(content, op);
  const left = Buffer.from(whole);
  let lastKept = content.length;
  const often = chance.pick([2, 6, 20]);
  for (let start = op.offset - (op.offset % pieceBytes); start < op.offset + op.bytes.length; start += pieceBytes) {
    const end = Math.min(start + pieceBytes, whole.length);
    const isKept = !chance.oneIn(often);
    const isGarbage = !isKept && chance.oneIn(2);
    lastKept = isKept || isGarbage ? Math.max(lastKept, end) : lastKept;
    for (let at = Math.max(start, op.offset); at < end && !isKept; at += 1) {
      const before = content[at] ?? 0;
      // Only what was being written can become garbage, not its neighbours in the sector.
      left[at] = isGarbage && before !== whole[at] ? 0xa5 : before;
    }
  }
  return chance.oneIn(2) ? left : left.subarray(0, lastKept);
}
