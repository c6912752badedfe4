/** What a person chooses before taking an import in, and how many items that makes. Pure. */
import type { Gives } from '../../../shared/contract.ts';

export type ImportOptions = { readonly skipDuplicates: boolean; /** Empty means none. */ readonly collection: string };

export type ImportOffer = Gives<'import.offer'>;

type Offer = Pick<ImportOffer, 'report' | 'duplicates'>;

export function willTakeCount(offer: Offer, options: ImportOptions): number {
  const all = offer.report.taken.reduce((sum, { count }) => sum + count, 0);
  return options.skipDuplicates ? Math.max(0, all - offer.duplicates) : all;
}
