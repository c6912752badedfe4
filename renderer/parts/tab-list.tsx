/** Places side by side, one shown at a time. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Tab, TabList as AriaTabList, TabPanel, Tabs } from 'react-aria-components';
import './tab-list.css';

export type TabPlace<Name extends string> = { readonly name: Name; readonly label: string; readonly icon?: LucideIcon; readonly content: ReactNode };

export type TabListProps<Name extends string> = {
  readonly label: string;
  readonly tabs: readonly TabPlace<Name>[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
  readonly orientation?: 'horizontal' | 'vertical';
  /** The focus rests here (`keep-focus.ts`). */
  readonly isHome?: boolean;
};

export function TabList<Name extends string>({ label, tabs, chosen, onChoose, orientation = 'horizontal', isHome = false }: TabListProps<Name>) {
  return (
    <Tabs
      className="tabs"
      {...(isHome ? { 'data-focus-home': '1' } : {})}
      orientation={orientation}
      selectedKey={chosen}
      onSelectionChange={(key) => {
        const tab = tabs.find((candidate) => candidate.name === key);
        if (tab) {
          onChoose(tab.name);
        }
      }}
    >
      <AriaTabList aria-label={label} className="tabs__list">
        {tabs.map(({ icon: Icon, ...tab }) => (
          <Tab key={tab.name} id={tab.name} className="tabs__tab">
            {Icon ? <Icon size={16} strokeWidth={1.7} aria-hidden /> : null}
            {tab.label}
          </Tab>
        ))}
      </AriaTabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.name} id={tab.name} className="tabs__panel">
          {tab.content}
        </TabPanel>
      ))}
    </Tabs>
  );
}
