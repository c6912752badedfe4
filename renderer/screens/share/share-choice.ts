/** What of some items is shared: websites, fields by id, notes, attachments. Pure. Used by the share dialog. */
import type { Takes } from '../../../shared/contract.ts';
import type { ItemView } from '../../../shared/views.ts';

export type ItemChoice = {
  readonly fieldIds: ReadonlySet<string>;
  readonly withUrls: boolean;
  readonly withNotes: boolean;
  readonly withAttachments: boolean;
};
export type ShareChoices = ReadonlyMap<string, ItemChoice>;

type SharedItem = Pick<ItemView, 'id' | 'urls' | 'fields' | 'notes' | 'attachments'>;

/** Fields that have a value: an empty one is not offered. */
export function shareableFields(item: Pick<ItemView, 'fields'>): ItemView['fields'] {
  return item.fields.filter(({ filled }) => filled);
}

/**
 * What is ticked at first: websites and the filled fields. Notes and files are left to the person, who may have forgotten what is in
 * them; so is the secret of one-time codes, which hands over the second factor too.
 */
export function firstChoice(item: SharedItem): ItemChoice {
  const ids = shareableFields(item).filter(({ type }) => type !== 'totp').map(({ id }) => id);
  return { fieldIds: new Set(ids), withUrls: item.urls.length > 0, withNotes: false, withAttachments: false };
}

export function choiceOf(choices: ShareChoices, item: SharedItem): ItemChoice {
  return choices.get(item.id) ?? firstChoice(item);
}

export function toggleField(choice: ItemChoice, fieldId: string, isChosen: boolean): ItemChoice {
  const fieldIds = new Set(choice.fieldIds);
  if (isChosen) {
    fieldIds.add(fieldId);
  } else {
    fieldIds.delete(fieldId);
  }
  return { ...choice, fieldIds };
}

export function isEmptyChoice(choice: ItemChoice): boolean {
  return choice.fieldIds.size === 0 && !choice.withUrls && !choice.withNotes && !choice.withAttachments;
}

/** Everything the item has, or nothing of it. */
export function chooseAll(item: SharedItem, isChosen: boolean): ItemChoice {
  return {
    fieldIds: new Set(isChosen ? shareableFields(item).map(({ id }) => id) : []),
    withUrls: isChosen && item.urls.length > 0,
    withNotes: isChosen && item.notes !== '',
    withAttachments: isChosen && item.attachments.length > 0,
  };
}

/** Items of which nothing is chosen are left out. */
export function toSealItems(items: readonly SharedItem[], choices: ShareChoices): Takes<'share.seal'>['items'] {
  return items.flatMap((item) => {
    const choice = choiceOf(choices, item);
    const { withUrls, withNotes, withAttachments } = choice;
    return isEmptyChoice(choice) ? [] : [{ itemId: item.id, fieldIds: [...choice.fieldIds], withUrls, withNotes, withAttachments }];
  });
}
