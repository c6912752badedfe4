/** Run as a process of its own by test/security/touch-heap.test.ts: opens a vault file, touches or does not, and writes its heap down. */
import { readFileSync } from 'node:fs';
import { writeHeapSnapshot } from 'node:v8';
import { makeMemoryVaultFile } from './memory-vault-file.ts';
import { openAgain } from './sample-vault.ts';
import { makeTestKey } from './touch-keys.ts';

const [, , vaultPath = '', itemId = '', heapPath = '', acts = ''] = process.argv;
const session = await openAgain(makeMemoryVaultFile(readFileSync(vaultPath)));
session.search({ text: '', scope: { in: 'all' }, sort: 'title' }, 0, 10);
await session.verify();
const seen: unknown[] = [session.overview(itemId)];
if (acts === 'touched') {
  await session.touch(itemId, makeTestKey('blue').touch);
  seen.push(await session.details(itemId));
} else {
  seen.push(await session.details(itemId).catch((error: unknown) => error));
}
writeHeapSnapshot(heapPath);
process.stdout.write(String(seen.length));
