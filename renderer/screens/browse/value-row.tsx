/** A row whose press copies its value: the copy, the countdown where the value stood, and the sentence when it fails. */
import { ClipboardX, Copy } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { ask } from '../../client/client.ts';
import { FieldRow } from '../../parts/field-rows.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Kbd } from '../../parts/kbd.tsx';
import { wasCancelled } from '../../state/was-cancelled.ts';
import { detailWords as words } from '../../text/browse.ts';
import { sentenceFor } from '../../text/failures.ts';
import { CopiedLine, useCopiedFrom } from './copied-line.tsx';

export type ValueRowProps = {
  readonly label: string;
  /** Names this row among all that can be copied from; see `copied.ts`. */
  readonly place: string;
  readonly copy: () => Promise<void>;
  readonly children: ReactNode;
  /** Stays in view beside "Copied": a value that is shown on purpose. */
  readonly keepsValue?: boolean;
  readonly below?: ReactNode;
  readonly actions?: ReactNode;
  readonly shortcut?: string | undefined;
  readonly failure?: unknown;
  readonly className?: string;
};

function ClearNow({ onFailure }: { readonly onFailure: (failure: unknown) => void }) {
  return (
    <IconButton
      icon={ClipboardX}
      label={words.clearNow}
      size="s"
      onPress={({ target }) => {
        // This button goes with what it clears; the focus stays in the row.
        target.closest('.field-row')?.querySelector<HTMLElement>('.field-row__press')?.focus();
        ask('clipboard.clear', {}).catch(onFailure);
      }}
    />
  );
}

export function ValueRow({ label, place, copy, children, keepsValue = false, below, actions, shortcut, failure, className = '' }: ValueRowProps) {
  const said = useCopiedFrom(place);
  const [copyFailure, setCopyFailure] = useState<unknown>(null);
  const trouble = copyFailure ?? failure ?? null;
  return (
    <FieldRow
      label={label}
      className={`value-row ${className}`}
      pressLabel={words.copyOf(label)}
      onPress={() => {
        setCopyFailure(null);
        copy().catch((error: unknown) => setCopyFailure(wasCancelled(error) ? null : error));
      }}
      actions={
        <>
          {said !== null && said.clearsAt !== null ? <ClearNow onFailure={setCopyFailure} /> : null}
          {shortcut === undefined ? null : <Kbd keys={shortcut} />}
          {actions}
          <span className="value-row__copy" aria-hidden="true">
            <Copy size={16} strokeWidth={1.7} />
          </span>
        </>
      }
    >
      {said && !keepsValue ? <CopiedLine of={said} /> : children}
      {said && keepsValue ? (
        <div className="value-row__said">
          <CopiedLine of={said} />
        </div>
      ) : null}
      {below}
      {trouble === null ? null : (
        <p className="value-row__trouble" role="alert">
          {sentenceFor(trouble)}
        </p>
      )}
    </FieldRow>
  );
}
