/** Under the head of an item that a touch opened: how long it stays open, and the button that seals it at once. */
import { useQueryClient } from '@tanstack/react-query';
import type { ItemView } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { TouchIcon } from '../../parts/touch-icon.tsx';
import { useNow } from '../../state/use-now.ts';
import { detailWords as words } from '../../text/browse.ts';
import { isOfItem, useTouchEnd } from './touched-item.ts';

export function TouchedLine({ item }: { readonly item: Pick<ItemView, 'id' | 'touchEndsAt'> }) {
  const client = useQueryClient();
  const now = useNow(1_000, item.touchEndsAt !== null);
  useTouchEnd(item);
  if (item.touchEndsAt === null) {
    return null;
  }
  const seal = async (): Promise<void> => {
    await ask('item.endTouch', { itemId: item.id });
    await client.invalidateQueries({ predicate: isOfItem(item.id) });
  };
  return (
    <p className="touched-line">
      <TouchIcon size={14} />
      <span>{words.openFor(Math.max(0, Math.ceil((item.touchEndsAt - now) / 1_000)))}</span>
      <Button variant="plain" onPress={() => void seal().catch(() => undefined)}>
        {words.sealNow}
      </Button>
    </p>
  );
}
