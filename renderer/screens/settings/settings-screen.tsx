/** The settings, a sheet over the whole window with its sections at the left. Esc goes back to the items. */
import { X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { IconButton } from '../../parts/icon-button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { TabList } from '../../parts/tab-list.tsx';
import { focusHome } from '../../state/keep-focus.ts';
import { useShortcut } from '../../state/shortcuts.ts';
import { useSettings } from '../../state/use-settings.ts';
import { settingsWords as words } from '../../text/settings-words.ts';
import { slotWords } from '../../text/slots.ts';
import { BackupsSection } from '../backups/backups-section.tsx';
import { BrowsersSection } from '../browsers/browsers-section.tsx';
import { RecoveryKitScreen } from '../recovery-kit/recovery-kit-screen.tsx';
import { SlotList } from '../slots/slot-list.tsx';
import { AppearanceSection, ClipboardSection, LockingSection } from './computer-sections.tsx';
import { KeySection } from './key-section.tsx';
import { AboutSection, ExchangeSection } from './other-sections.tsx';
import { QuickSection } from './quick-section.tsx';
import { VaultSection } from './vault-section.tsx';
import './settings.css';

export type SettingsSection = keyof typeof words.sections;
const sectionNames: readonly SettingsSection[] = ['unlocking', 'locking', 'clipboard', 'quick', 'appearance', 'vault', 'backups', 'browsers', 'exchange', 'about'];

export function SettingsScreen({ onClose, section = 'unlocking' }: { readonly onClose: () => void; readonly section?: SettingsSection }) {
  const [chosen, setChosen] = useState<SettingsSection>(section);
  const [makingKit, setMakingKit] = useState(false);
  const { settings, change, failure } = useSettings();
  useShortcut('escape', onClose, { when: !makingKit });
  const sheet = useRef<HTMLElement>(null);
  // It covers what had the focus, which would keep it.
  useEffect(() => {
    if (sheet.current) {
      focusHome(sheet.current);
    }
  }, [makingKit]);
  if (makingKit) {
    return (
      <div className="settings">
        <RecoveryKitScreen onClose={() => setMakingKit(false)} />
      </div>
    );
  }
  const content: Readonly<Record<SettingsSection, ReactNode>> = {
    unlocking: (
      <>
        <SlotList onMakeKit={() => setMakingKit(true)} />
        <KeySection settings={settings} change={change} />
      </>
    ),
    locking: <LockingSection settings={settings} change={change} />,
    clipboard: <ClipboardSection settings={settings} change={change} />,
    quick: <QuickSection settings={settings} change={change} />,
    appearance: <AppearanceSection settings={settings} change={change} />,
    vault: <VaultSection />,
    backups: <BackupsSection settings={settings} change={change} />,
    browsers: <BrowsersSection />,
    exchange: <ExchangeSection />,
    about: <AboutSection />,
  };
  return (
    <section className="settings" aria-label={words.title} ref={sheet}>
      <header className="settings__head">
        <h1>{words.title}</h1>
        <IconButton icon={X} label={words.close} shortcut="Esc" tipAt="left" onPress={onClose} />
      </header>
      <TabList
        isHome
        label={words.title}
        orientation="vertical"
        chosen={chosen}
        onChoose={setChosen}
        tabs={sectionNames.map((name) => ({
          name,
          label: words.sections[name],
          content: (
            <div className="settings__section">
              <h2>{name === 'unlocking' ? slotWords.title : words.sections[name]}</h2>
              {failure === null || failure === undefined ? null : <Notice tone="bad">{words.notKept}</Notice>}
              {content[name]}
            </div>
          ),
        }))}
      />
    </section>
  );
}
