/** The first rows of an import, as a table without secrets. */
import { hostAsWritten } from '../../../shared/web-address.ts';
import type { ImportOffer } from './import-options.ts';
import { importWords as words } from '../../text/exchange.ts';
import { kindWords } from '../../text/kind-words.ts';

type SampleRowsProps = { readonly sample: ImportOffer['sample']; readonly count: number };

const shownAtMost = 8;

/** A site's name in the letters it was saved with, as the item will show it; the whole text where it is no address of the web. */
function siteOf(url: string | null): string {
  return url === null ? '' : (hostAsWritten(url) ?? url);
}

export function SampleRows({ sample, count }: SampleRowsProps) {
  const rows = sample.slice(0, shownAtMost);
  return (
    <div className="sample">
      <table className="sample__table">
        <caption>{words.sampleTitle(rows.length, count)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.columns.title}</th>
            <th scope="col">{words.columns.account}</th>
            <th scope="col">{words.columns.site}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kind, title, subtitle, url }, index) => (
            <tr key={index}>
              <td>
                <bdi>{title === '' ? words.untitled : title}</bdi>
                {kind === 'login' ? null : <span className="soft"> · {kindWords[kind].one}</span>}
              </td>
              <td>{subtitle}</td>
              <td className="soft">{siteOf(url)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
