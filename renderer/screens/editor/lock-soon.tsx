/** Says that the vault is about to lock while something here is not saved yet. */
import { useEffect, useState } from 'react';
import { hear } from '../../client/client.ts';
import { Notice } from '../../parts/notice.tsx';
import { useNow } from '../../state/use-now.ts';
import { editorWords as words } from '../../text/editor.ts';

const saidBeforeMs = 60_000;

export function LockSoon() {
  const [locksAt, setLocksAt] = useState<number | null>(null);
  useEffect(() => hear('autoLock.changed', (heard) => setLocksAt(heard.locksAt)), []);
  const now = useNow(1_000, locksAt !== null);
  if (locksAt === null || locksAt - now > saidBeforeMs || locksAt <= now) {
    return null;
  }
  return <Notice tone="warn">{words.lockSoon(Math.ceil((locksAt - now) / 1_000))}</Notice>;
}
