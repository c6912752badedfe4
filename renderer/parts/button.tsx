/**
 * A button with words. At most one `solid` one is in view at a time; `quiet` has a line round it, `plain` has none.
 * Not for icons alone: that is `IconButton`.
 */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode, RefAttributes } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { Kbd } from './kbd.tsx';
import { shortcutForAria } from './shortcut-words.ts';
import './button.css';

export type ButtonProps = Omit<AriaButtonProps, 'children' | 'className' | 'style'> &
  RefAttributes<HTMLButtonElement> & {
    readonly variant?: 'solid' | 'quiet' | 'plain' | 'danger';
    readonly size?: 'm' | 'l';
    readonly icon?: LucideIcon;
    /** `Mod+S`: shown in the button. */
    readonly shortcut?: string;
    readonly className?: string;
    readonly children: ReactNode;
  };

const ignore = (): void => undefined;

export function Button({ variant = 'quiet', size = 'm', icon: Icon, shortcut, isPending = false, className = '', children, ...rest }: ButtonProps) {
  // React Aria's own pending state announces the button by its id, which is gone when a dialog closes on success.
  const waiting = isPending ? { onPress: ignore, type: 'button' as const, 'aria-busy': true } : {};
  const keys = shortcut === undefined ? {} : { 'aria-keyshortcuts': shortcutForAria(shortcut) };
  return (
    <AriaButton {...rest} {...keys} {...waiting} className={`button button--${variant} button--${size} ${isPending ? 'button--pending' : ''} ${className}`}>
      {Icon ? <Icon size={16} strokeWidth={1.7} aria-hidden /> : null}
      <span className="button__words">{children}</span>
      {shortcut === undefined ? null : <Kbd keys={shortcut} />}
    </AriaButton>
  );
}
