/** The very first screen: make a vault, or open one that exists. */
import { FolderOpen, Plus, type LucideIcon } from 'lucide-react';
import { Button } from 'react-aria-components';
import { Stage } from '../../app-stage.tsx';
import { firstRunWords } from '../../text/first-run.ts';
import { ChoiceTrouble, useVaultChoice } from '../unlock/other-vault.tsx';
import './first-run.css';

function Choice({ icon: Icon, title, line, autoFocus = false, onPress }: { readonly icon: LucideIcon; readonly title: string; readonly line: string; readonly autoFocus?: boolean; readonly onPress: () => void }) {
  return (
    <Button className="welcome__choice" onPress={onPress} autoFocus={autoFocus}>
      <Icon size={20} strokeWidth={1.7} aria-hidden />
      <span className="welcome__words">
        <span>{title}</span>
        <span className="small soft">{line}</span>
      </span>
    </Button>
  );
}

export function WelcomeScreen({ onCreate }: { readonly onCreate: () => void }) {
  const choice = useVaultChoice();
  return (
    <Stage title={firstRunWords.welcome} sentence={firstRunWords.welcomeSentence}>
      <div className="welcome">
        <Choice icon={Plus} title={firstRunWords.create} line={firstRunWords.createLine} autoFocus onPress={onCreate} />
        <Choice icon={FolderOpen} title={firstRunWords.open} line={firstRunWords.openLine} onPress={() => void choice.chooseFile()} />
      </div>
      <ChoiceTrouble failure={choice.failure} />
    </Stage>
  );
}
