/** The file is older than the one last opened on this computer: explains, and leaves the decision to the person. */
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { unlockWords } from '../../text/unlock.ts';

type RollbackDialogProps = { readonly vaultName: string; readonly onOpen: () => void; readonly onChooseAnother: () => void; readonly onClose: () => void };

export function RollbackDialog({ vaultName, onOpen, onChooseAnother, onClose }: RollbackDialogProps) {
  return (
    <Dialog
      title={unlockWords.rollbackTitle}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onOpen}>{unlockWords.openOlder}</Button>
          <Button variant="solid" autoFocus onPress={onChooseAnother}>
            {unlockWords.chooseAnother}
          </Button>
        </>
      }
    >
      <div className="dialog-words">
        <p>{unlockWords.rollback(vaultName)}</p>
        <p className="soft">{unlockWords.rollbackAdvice}</p>
      </div>
    </Dialog>
  );
}
