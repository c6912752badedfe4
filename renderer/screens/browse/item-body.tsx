/** What an item holds, in cards: its kind's fields and addresses, the person's own fields, notes and tags, files, validity. */
import type { ItemView } from '../../../shared/views.ts';
import { primaryFieldOf, usernameFieldOf } from '../../../shared/kinds/row-fields.ts';
import { Card, FieldRow } from '../../parts/field-rows.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useNow } from '../../state/use-now.ts';
import { detailWords as words, listWords } from '../../text/browse.ts';
import { dateWords, daysBetween } from '../../text/dates.ts';
import { fieldLabel } from '../../text/kind-words.ts';
import { FieldLine } from './field-line.tsx';
import { FileLines } from './file-lines.tsx';
import { LongText } from './long-text.tsx';
import { SealedCard } from './sealed-card.tsx';
import { WebsiteLines } from './website-lines.tsx';

export type ItemBodyProps = {
  readonly item: ItemView;
  /** An old version, looked at. */
  readonly isOld: boolean;
  readonly onTag: (tag: string) => void;
};

function Validity({ item, now }: { readonly item: ItemView; readonly now: number }) {
  const { expires, notBefore } = item.attributes;
  if (expires === null && notBefore === null && !item.purgeProtected) {
    return null;
  }
  return (
    <Card label={words.validity}>
      {notBefore === null ? null : <FieldRow label={words.notBefore}>{dateWords(notBefore, now)}</FieldRow>}
      {expires === null ? null : (
        <FieldRow label={expires <= now ? words.expired : words.expires}>
          {dateWords(expires, now)}
          {expires > now ? <span className="soft"> · {listWords.expiresIn(daysBetween(now, expires))}</span> : null}
        </FieldRow>
      )}
      {item.purgeProtected ? <FieldRow label={words.protected}>{words.protectedText}</FieldRow> : null}
    </Card>
  );
}

export function ItemBody({ item, isOld, onTag }: ItemBodyProps) {
  const now = useNow(60_000);
  const filled = item.fields.filter((field) => field.filled);
  const primaryField = primaryFieldOf(item.kind, filled);
  const username = usernameFieldOf(filled);
  const lines = (fields: typeof filled) =>
    fields.map((field) => (
      <FieldLine
        key={`${item.id}/${item.versionId}/${field.id}`}
        itemId={item.id}
        versionId={item.versionId}
        isOld={isOld}
        field={field}
        label={fieldLabel(item.kind, field)}
        isPrimary={field === primaryField}
        isUsername={field === username}
      />
    ));
  const ofKind = filled.filter(({ name }) => name !== null);
  const own = filled.filter(({ name }) => name === null);
  const isBare = filled.length === 0 && item.urls.length === 0 && item.notes === '' && item.tags.length === 0 && item.attachments.length === 0;
  const { notBefore, expires, enabled } = item.attributes;
  return (
    <div className="item-body">
      {enabled ? null : <Notice>{words.off}</Notice>}
      {notBefore !== null && notBefore > now && !isOld ? <Notice>{words.notYetText(dateWords(notBefore, now))}</Notice> : null}
      {expires !== null && expires <= now && !isOld ? <Notice tone="warn">{words.expiredText(dateWords(expires, now))}</Notice> : null}
      {item.isSealed ? <SealedCard itemId={item.id} /> : null}
      {isBare && !item.isSealed ? <p className="soft item-body__bare">{words.emptyItem}</p> : null}
      {ofKind.length + item.urls.length > 0 ? (
        <Card>
          {lines(ofKind)}
          <WebsiteLines itemId={item.id} urls={item.urls.map(({ url }) => url)} isOld={isOld} />
        </Card>
      ) : null}
      {own.length > 0 ? <Card>{lines(own)}</Card> : null}
      {item.notes !== '' || item.tags.length > 0 ? (
        <Card>
          {item.notes === '' ? null : (
            <FieldRow label={words.notes}>
              <LongText text={item.notes} mostLines={24} isSelectable />
            </FieldRow>
          )}
          {item.tags.length === 0 ? null : (
            <FieldRow label={words.tags}>
              <span className="item-body__tags">
                {item.tags.map((tag) => (
                  <button key={tag} type="button" className="tag" aria-label={words.showTag(tag)} onClick={() => onTag(tag)}>
                    <bdi>{tag}</bdi>
                  </button>
                ))}
              </span>
            </FieldRow>
          )}
        </Card>
      ) : null}
      {item.attachments.length > 0 ? (
        <Card label={words.files}>
          <FileLines itemId={item.id} files={item.attachments} />
        </Card>
      ) : null}
      <Validity item={item} now={now} />
    </div>
  );
}
