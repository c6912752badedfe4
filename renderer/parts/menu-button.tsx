/** A menu that opens from a button. The trigger is a `Button` or `IconButton` without `onPress`. */
import type { LucideIcon } from 'lucide-react';
import { Fragment, type ReactElement } from 'react';
import { Check } from 'lucide-react';
import { Header, Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { Kbd } from './kbd.tsx';
import './floating.css';

export type MenuEntry<Name extends string> = {
  readonly name: Name;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly shortcut?: string;
  readonly isBad?: boolean;
  readonly isDisabled?: boolean;
};

export type MenuGroup<Name extends string> = { readonly heading?: string; readonly entries: readonly MenuEntry<Name>[] };

export type MenuProps<Name extends string> = {
  readonly label: string;
  readonly trigger: ReactElement;
  readonly groups: readonly MenuGroup<Name>[];
  readonly onChoose: (name: Name) => void;
  /** Marks one entry as the one in force. */
  readonly chosen?: Name;
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  readonly placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end';
};

export function Menu<Name extends string>({ label, trigger, groups, onChoose, chosen, isOpen, onOpenChange, placement = 'bottom end' }: MenuProps<Name>) {
  const opening = { ...(isOpen === undefined ? {} : { isOpen }), ...(onOpenChange === undefined ? {} : { onOpenChange }) };
  const choosing = chosen === undefined ? {} : { selectionMode: 'single' as const, selectedKeys: [chosen] };
  const choose = (key: unknown): void => {
    const entry = groups.flatMap((group) => group.entries).find((candidate) => candidate.name === key);
    if (entry) {
      onChoose(entry.name);
    }
  };
  const itemOf = ({ icon: Icon, ...entry }: MenuEntry<Name>) => (
    <MenuItem key={entry.name} id={entry.name} textValue={entry.label} isDisabled={entry.isDisabled ?? false} className={`choice ${entry.isBad ? 'choice--bad' : ''}`}>
      {Icon ? <Icon size={16} strokeWidth={1.7} aria-hidden /> : null}
      <span className="choice__words">{entry.label}</span>
      {entry.shortcut === undefined ? null : <Kbd keys={entry.shortcut} />}
      {chosen === undefined ? null : <Check className="choice__check" size={16} strokeWidth={1.7} aria-hidden />}
    </MenuItem>
  );
  return (
    <MenuTrigger {...opening}>
      {trigger}
      <Popover className="floating" placement={placement} offset={6}>
        <AriaMenu aria-label={label} className="choices" onAction={choose} {...choosing}>
          {groups.map((group, index) =>
            group.heading === undefined ? (
              <Fragment key={index}>
                {index > 0 ? <Separator className="choices__line" /> : null}
                {group.entries.map(itemOf)}
              </Fragment>
            ) : (
              <MenuSection key={group.heading} className="choices__group">
                <Header className="choices__heading">{group.heading}</Header>
                {group.entries.map(itemOf)}
              </MenuSection>
            ),
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
