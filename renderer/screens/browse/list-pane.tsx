/** The middle pane: its head, the rows, what stands there when there are none, and why there are none. */
import type { ComponentProps, ReactNode } from 'react';
import { Notice } from '../../parts/notice.tsx';
import { listWords } from '../../text/browse.ts';
import { sentenceFor } from '../../text/failures.ts';
import { EmptyList } from './empty-list.tsx';
import { ItemList } from './item-list.tsx';
import { ListHead } from './list-head.tsx';
import { PaneDivider } from './pane-divider.tsx';
import type { usePaneWidths } from './use-pane-widths.ts';

export type ListPaneProps = {
  readonly id: string;
  readonly label: string;
  /** Null where the pane takes all there is. */
  readonly widths: ReturnType<typeof usePaneWidths> | null;
  readonly failure: unknown;
  /** Under the rows. */
  readonly foot: ReactNode;
  readonly head: ComponentProps<typeof ListHead>;
  readonly list: Omit<ComponentProps<typeof ItemList>, 'empty' | 'label'>;
  readonly empty: ComponentProps<typeof EmptyList>;
};

export function ListPane({ id, label, widths, failure, foot, head, list, empty }: ListPaneProps) {
  // Alone in the window it is the main thing there.
  const Pane = widths === null ? 'main' : 'section';
  return (
    <Pane id={id} className="browse__list" aria-label={label} style={widths === null ? {} : { width: widths.list }}>
      <h1 className="hidden-visually">{label}</h1>
      <ListHead {...head} />
      {failure ? (
        <div className="browse__trouble">
          <Notice tone="bad">{sentenceFor(failure)}</Notice>
        </div>
      ) : null}
      <ItemList {...list} label={label} empty={<EmptyList {...empty} />} />
      {foot}
      {widths === null ? null : (
        <PaneDivider label={listWords.resize} controls={id} width={widths.list} {...widths.listRange} onWidth={widths.setList} onSettled={widths.keepList} />
      )}
    </Pane>
  );
}
