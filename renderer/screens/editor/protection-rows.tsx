/** Whether an item needs a touch, when it may be used, and whether it may be erased: its attributes and purge protection. */
import { useQuery } from '@tanstack/react-query';
import type { Dispatch } from 'react';
import { DateField } from '../../parts/date-field.tsx';
import { SwitchField } from '../../parts/switch-field.tsx';
import { queryFor } from '../../state/query-client.ts';
import { editorWords as words, sentenceForProblem } from '../../text/editor.ts';
import type { DraftStep } from './change-draft.ts';
import type { DraftProblems } from './draft-problems.ts';
import type { Draft } from './draft.ts';

type ProtectionRowsProps = { readonly draft: Draft; readonly problems: DraftProblems; readonly take: Dispatch<DraftStep> };

export function ProtectionRows({ draft, problems, take }: ProtectionRowsProps) {
  const errorAt = (place: string): string | null => {
    const problem = problems.get(place);
    return problem ? sentenceForProblem(problem) : null;
  };
  const { data: slots } = useQuery(queryFor('slot.list', {}));
  const canTouch = slots?.some(({ opensTouchItems }) => opensTouchItems !== null) ?? false;
  return (
    <section className="editor__section" aria-label={words.validity}>
      <h2>{words.validity}</h2>
      <SwitchField
        label={words.touchRequired}
        description={canTouch ? words.touchRequiredHelp : words.touchRequiredNoKey}
        isSelected={draft.touchRequired}
        isDisabled={!canTouch && !draft.touchRequired}
        onChange={(touchRequired) => take({ do: 'set', to: { touchRequired } })}
      />
      <SwitchField label={words.enabled} description={words.enabledHelp} isSelected={draft.enabled} onChange={(enabled) => take({ do: 'set', to: { enabled } })} />
      <div className="editor__pair">
        <DateField label={words.notBefore} value={draft.notBefore} onChange={(notBefore) => take({ do: 'set', to: { notBefore } })} error={errorAt('notBefore')} />
        <DateField label={words.expires} value={draft.expires} onChange={(expires) => take({ do: 'set', to: { expires } })} error={errorAt('expires')} />
      </div>
      <p className="soft small">{words.datesHelp}</p>
      <SwitchField
        label={words.purgeProtected}
        description={words.purgeProtectedHelp}
        isSelected={draft.purgeProtected}
        onChange={(purgeProtected) => take({ do: 'set', to: { purgeProtected } })}
      />
    </section>
  );
}
