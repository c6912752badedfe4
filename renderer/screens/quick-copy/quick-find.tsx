/**
 * Type, arrows, Enter: finds items and copies one value of the chosen one, from the main process to the clipboard. A copy that
 * succeeds puts the window away; one that fails says why and stays.
 */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { acceleratorKeys } from '../../../shared/accelerator.ts';
import { assertNever } from '../../../shared/failure.ts';
import type { Row } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { useCurrentAsk } from '../../hardware-key/current-ask.ts';
import { stopTouch } from '../../hardware-key/stop-touch.ts';
import { TouchPrompt } from '../../hardware-key/touch-prompt.tsx';
import { Kbd } from '../../parts/kbd.tsx';
import { isModHeld } from '../../parts/shortcut-words.ts';
import { queryFor } from '../../state/query-client.ts';
import { useSettings } from '../../state/use-settings.ts';
import { codeOf, sentenceFor } from '../../text/failures.ts';
import { missingField, quickWords as words, type CopyWhat } from '../../text/quick-words.ts';
import { QuickFoot } from './quick-foot.tsx';
import { optionId, QuickList } from './quick-list.tsx';
import { chosenRow, rowGroups, stepFrom } from './quick-rows.ts';
import { putAway } from './leave-quick.ts';
import { useItemCode } from './use-item-code.ts';

const pageOfRows = 6;

function copyOf(itemId: string, what: CopyWhat): Promise<unknown> {
  switch (what) {
    case 'primary':
      return ask('item.copyPrimary', { itemId });
    case 'username':
      return ask('item.copyUsername', { itemId });
    case 'code':
      return ask('item.copyCode', { itemId });
    default:
      return assertNever(what);
  }
}

function failureWords(failure: unknown, what: CopyWhat): string {
  return missingField.has(codeOf(failure)) ? words.missing[what] : sentenceFor(failure);
}

function whatOf(event: { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean }): CopyWhat {
  return isModHeld(event) ? 'code' : event.shiftKey ? 'username' : 'primary';
}

export function QuickFind({ firstText }: { readonly firstText: string }) {
  const client = useQueryClient();
  const { settings } = useSettings();
  const [text, setText] = useState(firstText);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isCopying = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const asking = useCurrentAsk();
  const { data, error } = useQuery({ ...queryFor('quick.find', { text }), placeholderData: keepPreviousData, gcTime: 5_000 });
  const groups = data === undefined ? [] : rowGroups(data, text);
  const rows = groups.flatMap((group) => group.rows);
  const chosen = chosenRow(rows, chosenId);
  const code = useItemCode(chosen);

  useEffect(() => {
    input.current?.focus();
  }, []);
  useEffect(() => {
    document.getElementById(optionId(listId, chosen?.id ?? ''))?.scrollIntoView({ block: 'nearest' });
  }, [chosen?.id, listId]);

  const copy = async (row: Row | undefined, what: CopyWhat): Promise<void> => {
    if (isCopying.current || row === undefined) {
      return;
    }
    isCopying.current = true;
    setProblem(null);
    try {
      await copyOf(row.id, what);
      putAway();
    } catch (failure) {
      setProblem(failureWords(failure, what));
    } finally {
      isCopying.current = false;
    }
  };

  /** SECURITY: what is copied is what was typed for: rows of the text before are not chosen from, the answer is waited for. */
  const copyChosen = async (what: CopyWhat): Promise<void> => {
    try {
      const found = await client.ensureQueryData(queryFor('quick.find', { text }));
      await copy(chosenRow(rowGroups(found, text).flatMap((group) => group.rows), chosenId), what);
    } catch (failure) {
      setProblem(sentenceFor(failure));
    }
  };

  const step = (by: number): void => {
    setProblem(null);
    setChosenId(stepFrom(rows, chosen, by)?.id ?? null);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      PageDown: () => setChosenId(rows[Math.min(rows.length - 1, rows.findIndex((row) => row === chosen) + pageOfRows)]?.id ?? null),
      PageUp: () => setChosenId(rows[Math.max(0, rows.findIndex((row) => row === chosen) - pageOfRows)]?.id ?? null),
      Enter: () => {
        if (!event.repeat) {
          void copyChosen(whatOf(event));
        }
      },
    };
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
    if (act !== undefined) {
      event.preventDefault();
      act();
    }
  };

  const said = problem ?? (error === null ? null : sentenceFor(error));
  return (
    <>
      <label className="quick__search">
        <Search size={20} strokeWidth={1.7} aria-hidden />
        <input
          ref={input}
          className="quick__input"
          role="combobox"
          aria-label={words.search}
          aria-expanded={rows.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          {...(chosen === undefined ? {} : { 'aria-activedescendant': optionId(listId, chosen.id) })}
          placeholder={words.search}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={200}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosenId(null);
            setProblem(null);
          }}
          onKeyDown={onKeyDown}
        />
        {settings.quickShortcut === '' ? null : <Kbd keys={acceleratorKeys(settings.quickShortcut)} />}
      </label>
      <QuickList
        id={listId}
        groups={groups}
        chosen={chosen}
        code={code}
        empty={data === undefined ? null : text.trim() === '' ? words.empty : words.nothing(text.trim())}
        onPress={(row, event) => {
          setChosenId(row.id);
          void copy(row, whatOf(event));
        }}
      />
      {asking === null ? null : (
        <div className="quick__touch">
          <TouchPrompt onCancel={stopTouch} />
        </div>
      )}
      <QuickFoot row={chosen} problem={said} clearsAfter={settings.clipboardClearSeconds} />
    </>
  );
}
