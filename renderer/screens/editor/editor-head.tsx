/** The head of the form: what is being made or changed, favourite, and the two ways out. Stays in view while the form scrolls. */
import { Star } from 'lucide-react';
import { Button } from '../../parts/button.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { editorWords as words } from '../../text/editor.ts';

type EditorHeadProps = {
  readonly heading: string;
  readonly favourite: boolean;
  readonly saving: boolean;
  readonly onFavourite: (favourite: boolean) => void;
  readonly onSave: () => void;
  readonly onCancel: () => void;
};

export function EditorHead({ heading, favourite, saving, onFavourite, onSave, onCancel }: EditorHeadProps) {
  return (
    <header className="editor__head">
      <h1 className="editor__heading">{heading}</h1>
      <div className="editor__ways-out">
        <IconButton icon={Star} label={words.favourite} isOn={favourite} variant="quiet" size="l" onPress={() => onFavourite(!favourite)} />
        <Button shortcut="Esc" onPress={onCancel}>
          {words.cancel}
        </Button>
        <Button variant="solid" shortcut="Mod+S" onPress={onSave}>
          {saving ? words.saving : words.save}
        </Button>
      </div>
    </header>
  );
}
