/** The tinted square before an item: two letters of its title, or its kind's icon. Decoration: the title stands beside it. */
import type { LucideIcon } from 'lucide-react';
import { tileLetters, tileTint } from './tile-letters.ts';
import './tile.css';

export type TileProps = {
  /** The item's id, from which the tint comes. */
  readonly id: string;
  readonly title: string;
  readonly icon?: LucideIcon | null;
  readonly size?: 's' | 'm' | 'l';
};

export function Tile({ id, title, icon: Icon = null, size = 'm' }: TileProps) {
  return (
    <span className={`tile tile--${size} tile--tint-${tileTint(id)}`} aria-hidden="true">
      {Icon ? <Icon size={size === 'l' ? 22 : 16} strokeWidth={1.7} /> : tileLetters(title)}
    </span>
  );
}
