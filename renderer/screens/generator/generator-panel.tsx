/**
 * The generator itself: what came out, how strong it is, the rules it came from. Stands in a popover of the form (with
 * `onUse`) and in the full face (`generator-screen.tsx`).
 */
import { Check, Copy, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { SecretText } from '../../parts/secret-text.tsx';
import { StrengthBars } from '../../parts/strength-bars.tsx';
import { TabList } from '../../parts/tab-list.tsx';
import { useShortcut } from '../../state/shortcuts.ts';
import { useNow } from '../../state/use-now.ts';
import { sentenceFor } from '../../text/failures.ts';
import { generatorWords as words } from '../../text/generator.ts';
import { PasswordHistory } from './password-history.tsx';
import { CharacterControls, WordControls } from './recipe-controls.tsx';
import { scoreOfBits } from './score-of-bits.ts';
import { rememberPassword } from './session-passwords.ts';
import { useGenerator } from './use-generator.ts';
import './generator.css';

export type GeneratorPanelProps = { readonly onUse?: (value: string) => void };

/** What "Copied" says while the clipboard holds the password that is shown. */
function useCopied(shown: string | null): { readonly copied: string | null; readonly copy: (value: string) => void; readonly failure: unknown } {
  const [last, setLast] = useState<{ readonly text: string; readonly at: number; readonly until: number; readonly counts: boolean } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const now = useNow(1_000, last !== null);
  useEffect(() => {
    if (last && now >= last.until) {
      setLast(null);
    }
  }, [last, now]);
  const copy = (text: string): void => {
    ask('clipboard.copyText', { text }).then(
      ({ clearsAt }) => {
        rememberPassword(text, Date.now());
        setFailure(null);
        const at = Date.now();
        setLast({ text, at, until: clearsAt ?? at + 2_000, counts: clearsAt !== null });
      },
      (error: unknown) => setFailure(error),
    );
  };
  // The clock steps once a second and may still stand before the copy.
  const seconds = last ? Math.max(1, Math.ceil((last.until - Math.max(now, last.at)) / 1_000)) : 0;
  return { copied: last && last.text === shown ? (last.counts ? words.copiedClears(seconds) : words.copied) : null, copy, failure };
}

export function GeneratorPanel({ onUse }: GeneratorPanelProps) {
  const { recipes, change, made, failure, isFixed, again } = useGenerator();
  const { copied, copy, failure: copyFailure } = useCopied(made?.value ?? null);
  useShortcut('mod+g', again, { inDialogs: true });
  const problem = failure ?? copyFailure;
  const use = (): void => {
    if (made && onUse) {
      rememberPassword(made.value, Date.now());
      onUse(made.value);
    }
  };
  const copyButton = (
    <Button variant={onUse ? 'quiet' : 'solid'} icon={copied === null ? Copy : Check} isDisabled={made === null} onPress={() => made && copy(made.value)}>
      {copied ?? words.copy}
    </Button>
  );
  return (
    <div className={`generator ${onUse ? 'generator--compact' : ''}`}>
      <div className="generator__result">
        <output className="generator__value" aria-label={words.result} aria-live="off">
          {made ? <SecretText value={made.value} size={onUse ? 'm' : 'l'} /> : null}
        </output>
        <IconButton icon={RefreshCw} label={words.again} shortcut="Mod+G" onPress={again} />
      </div>
      <div className="generator__strength">
        {made ? (
          <>
            <StrengthBars score={scoreOfBits(made.bits)} withWord />
            <span className="soft small">{words.bits(made.bits)}</span>
            {onUse ? null : <span className="soft small generator__meaning">{words.bitsMeaning(made.bits)}</span>}
          </>
        ) : null}
      </div>
      {isFixed ? <Notice tone="warn">{words.tooFew}</Notice> : null}
      {problem ? <Notice tone="bad">{sentenceFor(problem)}</Notice> : null}
      <div className="generator__actions" data-focus-home="1" aria-busy={made === null && !problem}>
        {onUse ? (
          <Button variant="solid" isDisabled={made === null} onPress={use}>
            {words.use}
          </Button>
        ) : null}
        {copyButton}
      </div>
      <TabList
        label={words.kinds}
        chosen={recipes.using}
        onChoose={(using) => change({ using })}
        tabs={[
          { name: 'characters', label: words.characters, content: <CharacterControls recipe={recipes.characters} onChange={(characters) => change({ characters })} /> },
          { name: 'words', label: words.words, content: <WordControls recipe={recipes.words} onChange={(recipe) => change({ words: recipe })} /> },
        ]}
      />
      {onUse ? null : <PasswordHistory onCopy={copy} />}
    </div>
  );
}
