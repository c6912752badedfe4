/** The vault's own age address, to be given to those who share. */
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../client/client.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { queryFor } from '../../state/query-client.ts';
import { sentenceFor } from '../../text/failures.ts';
import { receiveWords as words } from '../../text/share.ts';

export function OwnAddress() {
  const { data, error } = useQuery(queryFor('share.address', {}));
  return (
    <section className="own-address" aria-label={words.ownAddress}>
      <div className="own-address__words">
        <h2>{words.ownAddress}</h2>
        <p className="mono selectable own-address__value">{data?.recipient ?? ''}</p>
        <p className="soft small">{error ? sentenceFor(error) : words.ownAddressHelp}</p>
      </div>
      {data ? (
        <CopyButton label={words.copyAddress} copiedLabel={words.copied} copy={() => ask('clipboard.copyText', { text: data.recipient, concealed: false })} />
      ) : null}
    </section>
  );
}
