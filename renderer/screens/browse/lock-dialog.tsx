/** Asked before locking on demand throws away what is being written: save it, let it go, or stay. Locking by itself does not ask. */
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { editorWords as words } from '../../text/editor.ts';
import { unsavedForm } from '../editor/unsaved.ts';

type LockDialogProps = { readonly onLock: () => void; readonly onClose: () => void };

export function LockDialog({ onLock, onClose }: LockDialogProps) {
  const [isSaving, setSaving] = useState(false);
  const saveAndLock = async (): Promise<void> => {
    setSaving(true);
    const saved = (await unsavedForm.get()?.save()) ?? true;
    onClose();
    // What could not be saved stays in the form, which says why.
    if (saved) {
      onLock();
    }
  };
  return (
    <Dialog
      title={words.lockTitle}
      role="alertdialog"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} shortcut="Esc">
            {words.cancel}
          </Button>
          <Button variant="quiet" onPress={onLock}>
            {words.lockWithoutSaving}
          </Button>
          <Button variant="solid" autoFocus isPending={isSaving} onPress={() => void saveAndLock()}>
            {words.saveAndLock}
          </Button>
        </>
      }
    >
      {words.lockText}
    </Dialog>
  );
}
