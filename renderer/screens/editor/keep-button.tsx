/** The way back to the value that was there, beside a box in which another one is being typed. */
import { Undo2 } from 'lucide-react';
import { IconButton } from '../../parts/icon-button.tsx';
import { editorWords as words } from '../../text/editor.ts';

type KeepButtonProps = { readonly label: string; readonly onKeep?: () => void };

export function KeepButton({ label, onKeep }: KeepButtonProps) {
  return onKeep ? <IconButton size="s" icon={Undo2} label={words.keepLabel(label.toLowerCase())} onPress={onKeep} /> : null;
}
