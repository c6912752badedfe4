/** The passwords of this session, hidden until asked for, each to be copied again. */
import { Copy, Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { Card, FieldRow } from '../../parts/field-rows.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { SecretDots, SecretText } from '../../parts/secret-text.tsx';
import { useSmallStore } from '../../state/small-store.ts';
import { generatorWords as words } from '../../text/generator.ts';
import { forgetPasswords, sessionPasswords } from './session-passwords.ts';

type PasswordHistoryProps = { readonly onCopy: (value: string) => void };

export function PasswordHistory({ onCopy }: PasswordHistoryProps) {
  const made = useSmallStore(sessionPasswords);
  const [shown, setShown] = useState<string | null>(null);
  return (
    <section className="generator__history" aria-label={words.history}>
      <header className="generator__history-head">
        <div>
          <h2>{words.history}</h2>
          <p className="soft small">{made.length === 0 ? words.historyEmpty : words.historyHelp}</p>
        </div>
        {made.length === 0 ? null : (
          <button type="button" className="text-link" onClick={forgetPasswords}>
            {words.forgetHistory}
          </button>
        )}
      </header>
      {made.length === 0 ? null : (
        <Card>
          {made.map(({ value }, index) => {
            const isShown = shown === value;
            return (
              <FieldRow
                key={value}
                actions={
                  <>
                    <IconButton
                      icon={isShown ? EyeOff : Eye}
                      label={isShown ? words.hideNumber(index + 1) : words.showNumber(index + 1)}
                      onPress={() => setShown(isShown ? null : value)}
                    />
                    <IconButton icon={Copy} label={words.copyNumber(index + 1)} onPress={() => onCopy(value)} />
                  </>
                }
              >
                {isShown ? <SecretText value={value} /> : <SecretDots />}
              </FieldRow>
            );
          })}
        </Card>
      )}
    </section>
  );
}
