/** Where an item belongs: its collection and its tags, offered from those that are in use. */
import { useQuery } from '@tanstack/react-query';
import type { Dispatch } from 'react';
import { limits } from '../../../shared/item.ts';
import { ComboField } from '../../parts/combo-field.tsx';
import { TagInput } from '../../parts/tag-input.tsx';
import { queryFor } from '../../state/query-client.ts';
import { editorWords as words, sentenceForProblem } from '../../text/editor.ts';
import type { DraftStep } from './change-draft.ts';
import type { DraftProblems } from './draft-problems.ts';
import type { Draft } from './draft.ts';

type OrganiseRowsProps = { readonly draft: Draft; readonly problems: DraftProblems; readonly take: Dispatch<DraftStep> };

export function OrganiseRows({ draft, problems, take }: OrganiseRowsProps) {
  const { data } = useQuery(queryFor('item.counts', {}));
  const problem = problems.get('collection');
  return (
    <section className="editor__section" aria-label={words.organise}>
      <h2>{words.organise}</h2>
      <ComboField
        label={words.collection}
        placeholder={words.collectionExample}
        description={words.collectionHelp}
        options={data?.collections.map(({ name }) => name) ?? []}
        value={draft.collection}
        onChange={(collection) => take({ do: 'set', to: { collection } })}
        error={problem ? sentenceForProblem(problem) : null}
      />
      <TagInput
        label={words.tags}
        value={draft.tags}
        onChange={(tags) => take({ do: 'set', to: { tags } })}
        suggestions={data?.tags.map(({ name }) => name) ?? []}
        max={limits.tags}
        maxLength={limits.tagLength}
      />
    </section>
  );
}
