/** Unlocks from the quick window, by the fields of every dialog that does. Older copies, other vaults and new ones are the main window's. */
import { Lock } from 'lucide-react';
import { useState } from 'react';
import type { AppState } from '../../../shared/views.ts';
import { Button } from '../../parts/button.tsx';
import { useShortcut } from '../../state/shortcuts.ts';
import { sentenceFor } from '../../text/failures.ts';
import { quickWords as words } from '../../text/quick-words.ts';
import { unlockWords, waySentences } from '../../text/unlock.ts';
import { SecretFields } from '../unlock/secret-fields.tsx';
import { useSecret } from '../unlock/use-secret.ts';
import { useUnlock } from '../unlock/use-unlock.ts';
import { openMain } from './leave-quick.ts';

export function QuickUnlock({ vault }: { readonly vault: Extract<AppState, { phase: 'locked' }> }) {
  const entry = useSecret(vault.slotKinds);
  const unlock = useUnlock();
  const [hint, setHint] = useState<string | null>(null);
  useShortcut('escape', unlock.cancel, { when: unlock.running });

  const submit = (): void => {
    if (entry.presented() === null) {
      setHint(entry.way === 'recovery' ? words.wordsFirst : words.typeFirst);
      return;
    }
    setHint(null);
    void unlock.open({ way: entry.way, passphrase: entry.passphrase, words: entry.words });
  };

  return (
    <form
      className="quick-unlock"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2 className="quick-unlock__title">
        <Lock size={16} strokeWidth={1.7} aria-hidden />
        {words.unlock(vault.name)}
      </h2>
      <p className="soft small">{waySentences[entry.way]}</p>
      <SecretFields
        entry={entry}
        running={unlock.running}
        progress={unlock.progress}
        failure={hint ?? (unlock.failure === null ? null : sentenceFor(unlock.failure))}
        onSubmit={submit}
        onCancel={unlock.cancel}
        onEdit={() => {
          setHint(null);
          unlock.forgetFailure();
        }}
      />
      <div className="quick-unlock__foot">
        <Button variant="plain" onPress={openMain}>
          {words.openMain}
        </Button>
        <Button type="submit" variant="solid" isPending={unlock.running} autoFocus={entry.way === 'key'}>
          {unlockWords.unlock}
        </Button>
      </div>
    </form>
  );
}
