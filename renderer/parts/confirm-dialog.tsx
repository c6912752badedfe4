/** Asks before something that cannot be taken back. The focus starts on the way back. */
import type { ReactNode } from 'react';
import { partWords } from '../text/parts.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

export type ConfirmDialogProps = {
  readonly title: string;
  readonly children: ReactNode;
  /** A verb: "Delete for good". */
  readonly confirm: string;
  readonly tone?: 'danger' | 'solid';
  readonly isPending?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

export function ConfirmDialog({ title, children, confirm, tone = 'danger', isPending = false, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      size="s"
      role="alertdialog"
      footer={
        <>
          <Button onPress={onClose} autoFocus shortcut="Esc">
            {partWords.cancel}
          </Button>
          <Button variant={tone} onPress={onConfirm} isPending={isPending}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
