/** The button in a password's box that opens the generator over the form. */
import { Dices } from 'lucide-react';
import { useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { IconButton } from '../../parts/icon-button.tsx';
import { editorWords as words } from '../../text/editor.ts';
import { GeneratorPanel } from '../generator/generator-panel.tsx';
import '../../parts/floating.css';

type PasswordMakerProps = { readonly onUse: (value: string) => void };

export function PasswordMaker({ onUse }: PasswordMakerProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton size="s" icon={Dices} label={words.makePassword} />
      <Popover className="floating password-maker" placement="left top" offset={8}>
        <Dialog className="password-maker__dialog" aria-label={words.makeTitle}>
          <GeneratorPanel
            onUse={(value) => {
              onUse(value);
              setOpen(false);
            }}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
