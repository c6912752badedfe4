/**
 * The form of an item, which opens only over what the item holds: one that is sealed is opened by a touch first. Once open it stays, though
 * the touch ends meanwhile: what was typed is not to be lost. Mounted by the detail pane.
 */
import { useEffect, useState } from 'react';
import type { ItemView } from '../../../shared/views.ts';
import { Button } from '../../parts/button.tsx';
import { partWords } from '../../text/parts.ts';
import { SealedCard } from '../browse/sealed-card.tsx';
import { ItemEditor, type ItemEditorProps } from './item-editor.tsx';

export function EditItem({ item, onDone }: { readonly item: ItemView; readonly onDone: ItemEditorProps['onDone'] }) {
  const [opened, setOpened] = useState(item.isSealed ? null : item);
  useEffect(() => {
    // A sealed item has no fields to show: saving a form of it would leave them out.
    setOpened((before) => before ?? (item.isSealed ? null : item));
  }, [item]);
  if (opened === null) {
    return (
      <div className="detail__column">
        <div className="item-body">
          <SealedCard itemId={item.id} />
          <div>
            <Button shortcut="Esc" onPress={() => onDone(null)}>
              {partWords.cancel}
            </Button>
          </div>
        </div>
      </div>
    );
  }
  return <ItemEditor mode={{ edit: opened }} onDone={onDone} />;
}
