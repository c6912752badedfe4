/** A button with an icon alone: its label is its accessible name and its tooltip, together with its shortcut. */
import type { LucideIcon } from 'lucide-react';
import type { RefAttributes } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { shortcutForAria } from './shortcut-words.ts';
import { Tooltip } from './tooltip.tsx';
import './button.css';

export type IconButtonProps = Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'> &
  RefAttributes<HTMLButtonElement> & {
    readonly icon: LucideIcon;
    readonly label: string;
    readonly shortcut?: string;
    readonly variant?: 'plain' | 'quiet' | 'solid';
    readonly size?: 's' | 'm' | 'l';
    /** For a button that stays down, such as a favourite's star. */
    readonly isOn?: boolean;
    /** Where its tooltip stands; above it, where nothing is said. */
    readonly tipAt?: 'top' | 'left';
    readonly className?: string;
  };

export function IconButton({ icon: Icon, label, shortcut, variant = 'plain', size = 'm', isOn, tipAt = 'top', className = '', ...rest }: IconButtonProps) {
  const keys = shortcut === undefined ? {} : { 'aria-keyshortcuts': shortcutForAria(shortcut) };
  const pressed = isOn === undefined ? {} : { 'aria-pressed': isOn };
  return (
    <Tooltip words={label} shortcut={shortcut} at={tipAt}>
      <AriaButton {...rest} {...keys} {...pressed} aria-label={label} className={`icon-button icon-button--${variant} icon-button--${size} ${className}`}>
        <Icon size={16} strokeWidth={1.7} aria-hidden />
      </AriaButton>
    </Tooltip>
  );
}
