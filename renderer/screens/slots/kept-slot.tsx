/** Says why a way to unlock cannot be removed: nothing but recovery kits would be left. Offers the way out. */
import type { SlotView } from '../../../shared/views.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { slotWords } from '../../text/slots.ts';

type KeptSlotProps = { readonly slot: SlotView; readonly onAddPassphrase: () => void; readonly onClose: () => void };

export function KeptSlot({ slot, onAddPassphrase, onClose }: KeptSlotProps) {
  return (
    <Dialog
      title={slotWords.keptTitle(slot.name)}
      size="s"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{slotWords.keptClose}</Button>
          <Button variant="solid" autoFocus onPress={onAddPassphrase}>
            {slotWords.addPassphrase}
          </Button>
        </>
      }
    >
      <p>{slotWords.kept}</p>
    </Dialog>
  );
}
