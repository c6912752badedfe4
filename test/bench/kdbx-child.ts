/**
 * The peer kdbxweb, with the `argon2` package for its key derivation, one task a process. Also writes the KDBX 4 files that keepassxc-cli is
 * measured on, so that both read the same bytes. Started by `askChild`.
 */
import { open, readFile } from 'node:fs/promises';
import argon2 from 'argon2';
import * as kdbxweb from 'kdbxweb';
import { z } from 'zod';
import { answerParent } from './bench-child.ts';
import { benchCost, benchPassphrase } from './bench-desk.ts';
import { benchLogins, type BenchLogin } from './bench-logins.ts';
import { collectGarbage, forgetPeak, memoryOf } from './process-memory.ts';
import { timed } from './timing.ts';

const kdbxTask = z.discriminatedUnion('task', [
  z.object({ task: z.literal('make'), path: z.string(), size: z.number() }),
  z.object({ task: z.literal('work'), path: z.string() }),
  z.object({ task: z.literal('import'), xml: z.string(), path: z.string() }),
]);

export type KdbxWorkResult = { readonly openMs: number; readonly saveMs: number; readonly revealMs: number; readonly memoryMb: number; readonly peakMb: number };
export type KdbxImportResult = { readonly importMs: number };

/** Time spent deriving keys, which is counted apart. */
let derivingMs = 0;

kdbxweb.CryptoEngine.setArgon2Impl(async (password, salt, memory, iterations, length, parallelism, type, version) => {
  const { ms, result } = await timed(() =>
    argon2.hash(Buffer.from(password), {
      raw: true,
      type: type === kdbxweb.CryptoEngine.Argon2TypeArgon2id ? argon2.argon2id : argon2.argon2d,
      version,
      hashLength: length,
      salt: Buffer.from(salt),
      memoryCost: memory,
      timeCost: iterations,
      parallelism,
    }),
  );
  derivingMs += ms;
  return Uint8Array.from(result).buffer;
});

async function withoutDeriving<T>(act: () => Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  const before = derivingMs;
  const { ms, result } = await timed(act);
  return { ms: ms - (derivingMs - before), result };
}

function credentials(): kdbxweb.Credentials {
  return new kdbxweb.Credentials(kdbxweb.ProtectedValue.fromString(benchPassphrase));
}

/** KDBX 4 with Argon2id at the cost that all have. */
function useBenchCost(db: kdbxweb.Kdbx): void {
  db.setVersion(4);
  db.setKdf(kdbxweb.Consts.KdfId.Argon2id);
  const { kdfParameters } = db.header;
  kdfParameters?.set('M', kdbxweb.VarDictionary.ValueType.UInt64, kdbxweb.Int64.from(benchCost.memoryKib * 1_024));
  kdfParameters?.set('I', kdbxweb.VarDictionary.ValueType.UInt64, kdbxweb.Int64.from(benchCost.passes));
  kdfParameters?.set('P', kdbxweb.VarDictionary.ValueType.UInt32, benchCost.lanes);
}

async function addEntry(db: kdbxweb.Kdbx, group: kdbxweb.KdbxGroup, login: BenchLogin): Promise<void> {
  const entry = db.createEntry(group);
  entry.fields.set('Title', login.title);
  entry.fields.set('UserName', login.username);
  entry.fields.set('Password', kdbxweb.ProtectedValue.fromString(login.password));
  entry.fields.set('URL', login.url);
  entry.fields.set('Notes', login.note);
  if (login.totp !== null) {
    entry.fields.set('otp', kdbxweb.ProtectedValue.fromString(login.totp));
  }
  entry.tags = [...login.tags];
  if (login.attachment !== null) {
    entry.binaries.set(login.attachment.fileName, await db.createBinary(Uint8Array.from(login.attachment.content).buffer));
  }
}

async function writeDurably(path: string, bytes: ArrayBuffer): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(new Uint8Array(bytes));
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function make(path: string, size: number): Promise<void> {
  const db = kdbxweb.Kdbx.create(credentials(), 'Bench');
  useBenchCost(db);
  for (const login of benchLogins(size)) {
    await addEntry(db, db.getDefaultGroup(), login);
  }
  await writeDurably(path, await db.save());
}

async function load(path: string): Promise<kdbxweb.Kdbx> {
  return kdbxweb.Kdbx.load(Uint8Array.from(await readFile(path)).buffer, credentials());
}

async function work(path: string): Promise<KdbxWorkResult> {
  collectGarbage();
  forgetPeak();
  const before = memoryOf('self').residentMb;
  const { ms: openMs, result: db } = await withoutDeriving(() => load(path));
  const { peakMb } = memoryOf('self');
  collectGarbage();
  const after = memoryOf('self').residentMb;
  const { entries } = db.getDefaultGroup();
  const entry = entries[Math.floor(entries.length / 2)];
  if (entry === undefined) {
    throw new RangeError('no entry');
  }
  const { ms: revealMs } = await timed(() => {
    const password = entry.fields.get('Password');
    return password instanceof kdbxweb.ProtectedValue ? password.getText() : password;
  });
  const { ms: saveMs } = await withoutDeriving(async () => {
    entry.pushHistory();
    entry.fields.set('Password', kdbxweb.ProtectedValue.fromString('changed-lantern'));
    entry.times.update();
    await writeDurably(path, await db.save());
  });
  return { openMs, saveMs, revealMs, memoryMb: after - before, peakMb: peakMb - before };
}

async function importXml(xml: string, path: string): Promise<KdbxImportResult> {
  const { ms: importMs } = await withoutDeriving(async () => {
    const db = await kdbxweb.Kdbx.loadXml(await readFile(xml, 'utf8'), credentials());
    useBenchCost(db);
    await writeDurably(path, await db.save());
  });
  return { importMs };
}

await answerParent(async (given) => {
  const task = kdbxTask.parse(given);
  switch (task.task) {
    case 'make':
      return make(task.path, task.size);
    case 'work':
      return work(task.path);
    case 'import':
      return importXml(task.xml, task.path);
  }
});
