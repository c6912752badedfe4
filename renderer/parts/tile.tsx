/** The tinted square before an item: two letters of its title, or its kind's icon. Decoration: the title stands beside it. */
import type { KindName } from '../../shared/kinds/kinds.ts';
import { tileIconOf } from './kind-icons.ts';
import { tileLetters, tileTint } from './tile-letters.ts';
import './tile.css';

export type TileProps = {
  /** The item's id, from which the tint comes. */
  readonly id: string;
  readonly title: string;
  readonly kind: KindName;
  readonly size?: 's' | 'm' | 'l';
};

const iconSizes = { s: 12, m: 16, l: 22 } as const;

export function Tile({ id, title, kind, size = 'm' }: TileProps) {
  const letters = tileLetters(title);
  const Icon = tileIconOf(kind, letters);
  return (
    <span className={`tile tile--${size} tile--tint-${tileTint(id)}`} aria-hidden="true">
      {Icon ? <Icon size={iconSizes[size]} strokeWidth={1.7} /> : letters}
    </span>
  );
}
