/** An empty place: says what belongs there and offers the first step. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './empty-place.css';

export type EmptyPlaceProps = {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
};

export function EmptyPlace({ icon: Icon, title, children, actions }: EmptyPlaceProps) {
  return (
    <div className="empty">
      {Icon ? (
        <span className="empty__icon" aria-hidden="true">
          <Icon size={20} strokeWidth={1.6} />
        </span>
      ) : null}
      <h2 className="empty__title">{title}</h2>
      {children ? <div className="empty__words">{children}</div> : null}
      {actions ? <div className="empty__actions">{actions}</div> : null}
    </div>
  );
}
