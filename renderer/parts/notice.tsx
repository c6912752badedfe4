/** A sentence that stays where it belongs: beside what it speaks of. For passing remarks: a toast. */
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import './notice.css';

export type NoticeTone = 'plain' | 'good' | 'warn' | 'bad';

export type NoticeProps = {
  readonly tone?: NoticeTone;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
};

const icons = { plain: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert } as const;

export function Notice({ tone = 'plain', title, children, actions }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div className={`notice notice--${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={16} strokeWidth={1.7} aria-hidden />
      <div className="notice__words">
        {title === undefined ? null : <p className="notice__title">{title}</p>}
        {children ? <div>{children}</div> : null}
        {actions ? <div className="notice__actions">{actions}</div> : null}
      </div>
    </div>
  );
}
