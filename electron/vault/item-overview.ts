/** Makes the overview of an item from what its owner wrote: the derived lines, and the limits checked. No vault, no disk. */
import { VaultFailure } from '../../shared/failure.ts';
import { details as detailsSchema, overviewContent } from '../../shared/item.ts';
import type { Details, OverviewContent } from '../../shared/item.ts';
import { subtitleOf } from '../../shared/kinds/row-fields.ts';
import type { ItemContent, Marks } from './vault-types.ts';

export type CheckedContent = { readonly overview: OverviewContent; readonly details: Details };

/** Throws `request.malformed` where a limit of shared/item.ts is exceeded, so that what is written can be read. */
export function checkContent({ overview, details }: ItemContent): CheckedContent {
  const checkedDetails = detailsSchema.safeParse(details);
  // Field by field: an import checks a hundred thousand, and spreading takes longer than checking.
  const checked = overviewContent.safeParse({
    kind: overview.kind,
    title: overview.title,
    subtitle: subtitleOf(overview.kind, details.fields),
    urls: overview.urls,
    tags: overview.tags,
    collection: overview.collection,
    favourite: overview.favourite,
    attributes: overview.attributes,
    touchRequired: overview.touchRequired,
    purgeProtected: overview.purgeProtected,
    hasTotp: details.fields.some((field) => field.type === 'totp' && field.value !== ''),
    attachmentCount: details.attachments.length,
  });
  if (!checked.success || !checkedDetails.success) {
    throw new VaultFailure('request.malformed');
  }
  return { overview: checked.data, details: checkedDetails.data };
}

const markable = overviewContent.pick({ favourite: true, tags: true, collection: true, attributes: true, purgeProtected: true });

/** All that can be marked, as it will be: what is not said stays. */
export function checkMarks(current: OverviewContent, marks: Marks): Partial<OverviewContent> {
  const { favourite, tags, collection, attributes, purgeProtected } = current;
  const checked = markable.safeParse({ favourite, tags, collection, attributes, purgeProtected, ...marks });
  if (!checked.success) {
    throw new VaultFailure('request.malformed');
  }
  return checked.data;
}
