/** The look before an import: what the file is, what would be taken, what is wrong with it. No secret is in it. */
import { useQuery } from '@tanstack/react-query';
import { CheckboxField } from '../../parts/checkbox-field.tsx';
import { ComboField } from '../../parts/combo-field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { queryFor } from '../../state/query-client.ts';
import { importWords as words } from '../../text/exchange.ts';
import { formatNames } from '../../text/import-report-words.ts';
import { countOfKind } from '../../text/kind-words.ts';
import type { ImportOffer, ImportOptions } from './import-options.ts';
import { ImportProblems } from './import-problems.tsx';
import { SampleRows } from './sample-rows.tsx';

type ImportPreviewProps = {
  readonly offer: ImportOffer;
  readonly options: ImportOptions;
  readonly onChange: (options: ImportOptions) => void;
  readonly isDisabled: boolean;
};

export function ImportPreview({ offer, options, onChange, isDisabled }: ImportPreviewProps) {
  const { data } = useQuery(queryFor('item.counts', {}));
  const { report, sample, duplicates, fileName } = offer;
  const taken = report.taken.filter(({ count }) => count > 0);
  const all = taken.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <div>
        <h2 className="import__file">{words.previewTitle(fileName)}</h2>
        <p className="soft">
          {words.recognised(formatNames[report.format])} {taken.map(({ kind, count }) => countOfKind(kind, count)).join(', ')}
        </p>
      </div>
      {all === 0 ? <Notice tone="warn">{report.leftOut.length === 0 ? words.onlyHeading : words.nothingToTake}</Notice> : null}
      {sample.length > 0 ? <SampleRows sample={sample} count={all} /> : null}
      <ImportProblems report={report} isDone={false} />
      {all > 0 ? (
        <div className="import__options">
          <CheckboxField
            label={words.skipDuplicates}
            description={duplicates > 0 ? words.duplicates(duplicates) : words.skipDuplicatesHelp}
            isSelected={options.skipDuplicates}
            isDisabled={isDisabled}
            onChange={(skipDuplicates) => onChange({ ...options, skipDuplicates })}
          />
          <ComboField
            label={words.collection}
            placeholder={words.collectionExample}
            options={data?.collections.map(({ name }) => name) ?? []}
            value={options.collection}
            onChange={(collection) => onChange({ ...options, collection: collection.slice(0, 200) })}
          />
        </div>
      ) : null}
    </>
  );
}
