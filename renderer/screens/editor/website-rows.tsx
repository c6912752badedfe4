/** The addresses of an item, each with the rule for where it is offered. */
import { Plus, X } from 'lucide-react';
import type { Dispatch } from 'react';
import { limits, type ItemUrl } from '../../../shared/item.ts';
import { Button } from '../../parts/button.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { editorWords as words, matchWords, sentenceForProblem } from '../../text/editor.ts';
import type { DraftStep } from './change-draft.ts';
import type { DraftProblems } from './draft-problems.ts';
import type { DraftUrl } from './draft.ts';

type WebsiteRowsProps = { readonly urls: readonly DraftUrl[]; readonly problems: DraftProblems; readonly take: Dispatch<DraftStep> };

const matches: readonly ItemUrl['match'][] = ['domain', 'host', 'exact', 'never'];
const options = matches.map((value) => ({ value, label: matchWords[value].name }));

export function WebsiteRows({ urls, problems, take }: WebsiteRowsProps) {
  return (
    <section className="editor__section" aria-label={words.websites}>
      <h2>{words.websites}</h2>
      {urls.map(({ key, url, match }, index) => {
        const problem = problems.get(`url:${key}`);
        return (
          <div key={key} className="website-row">
            <TextField
              label={urls.length === 1 ? words.website : words.websiteNumber(index + 1)}
              labelHidden
              placeholder={words.websiteExample}
              value={url}
              onChange={(to) => take({ do: 'write-url', key, to: { url: to } })}
              error={problem ? sentenceForProblem(problem) : null}
              description={matchWords[match].meaning}
              inputMode="url"
              spellCheck="false"
              autoComplete="off"
            />
            <SelectField label={words.matchLabel(index + 1)} labelHidden options={options} value={match} onChange={(to) => take({ do: 'write-url', key, to: { match: to } })} />
            <IconButton icon={X} label={words.removeWebsite(index + 1)} size="l" onPress={() => take({ do: 'remove-url', key })} />
          </div>
        );
      })}
      <div>
        <Button icon={Plus} isDisabled={urls.length >= limits.urls} onPress={() => take({ do: 'add-url', key: `url:${crypto.randomUUID()}` })}>
          {words.addWebsite}
        </Button>
      </div>
    </section>
  );
}
