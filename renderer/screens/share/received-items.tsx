/** What was shared, for a look before anything is taken in: values that are concealed stay so. */
import { CheckboxField } from '../../parts/checkbox-field.tsx';
import { fieldLabel, kindWords } from '../../text/kind-words.ts';
import { receiveWords as words } from '../../text/share.ts';
import { sizeWords } from '../../text/sizes.ts';
import type { ReceivedPreview } from './use-received.ts';

type ReceivedItemsProps = {
  readonly items: ReceivedPreview;
  /** Indexes of those not to be taken. */
  readonly left: ReadonlySet<number>;
  readonly onLeave: (left: ReadonlySet<number>) => void;
};

export function ReceivedItems({ items, left, onLeave }: ReceivedItemsProps) {
  const choose = (index: number, isChosen: boolean): void => {
    const next = new Set(left);
    if (isChosen) {
      next.delete(index);
    } else {
      next.add(index);
    }
    onLeave(next);
  };
  return (
    <ul className="received">
      {items.map((item) => (
        <li key={item.index} className="received__item">
          <CheckboxField label={item.title} description={kindWords[item.kind].one} isSelected={!left.has(item.index)} onChange={(isChosen) => choose(item.index, isChosen)} />
          <dl className="received__fields">
            {item.fields.map((field, index) => (
              <div key={index}>
                <dt>{fieldLabel(item.kind, field)}</dt>
                <dd>{field.value ?? <span aria-label={words.concealedValue} role="img">••••••••</span>}</dd>
              </div>
            ))}
            {item.urls.map((url, index) => (
              <div key={`url:${index}`}>
                <dt>{words.website}</dt>
                <dd>{url}</dd>
              </div>
            ))}
            {item.notes === '' ? null : (
              <div>
                <dt>{words.notes}</dt>
                <dd className="received__notes">{item.notes.length > 400 ? `${item.notes.slice(0, 400)}…` : item.notes}</dd>
              </div>
            )}
            {item.attachments.map(({ fileName, size }, index) => (
              <div key={`file:${index}`}>
                <dt>{sizeWords(size)}</dt>
                <dd>{fileName}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
