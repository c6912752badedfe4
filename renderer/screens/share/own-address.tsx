/** The vault's own age address, to be given to those who share; made when asked for, never by looking. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useOpenVault } from '../../state/use-app-state.ts';
import { useJob } from '../../state/use-job.ts';
import { sentenceFor } from '../../text/failures.ts';
import { receiveWords as words } from '../../text/share.ts';

const address = queryFor('share.address', {});

export function OwnAddress() {
  const client = useQueryClient();
  const { data, error } = useQuery(address);
  const making = useJob();
  const [isNew, setNew] = useState(false);
  const writable = useOpenVault()?.writable ?? false;
  const make = async (): Promise<void> => {
    const made = await making.run(() => ask('share.makeAddress', {}));
    if (made !== null) {
      setNew(true);
      client.setQueryData(address.queryKey, made);
    }
  };
  const failure = making.failure ?? error;
  const recipient = data?.recipient ?? null;
  const help = recipient !== null ? words.ownAddressHelp : data === undefined ? '' : writable ? words.noAddress : words.noAddressReadOnly;
  return (
    <section className="own-address" aria-label={words.ownAddress}>
      <div className="own-address__words">
        <h2>{words.ownAddress}</h2>
        {recipient === null ? null : <p className="mono selectable own-address__value">{recipient}</p>}
        <p className="soft small">{failure ? sentenceFor(failure) : help}</p>
      </div>
      {recipient !== null ? (
        <CopyButton autoFocus={isNew} label={words.copyAddress} copiedLabel={words.copied} copy={() => ask('clipboard.copyText', { text: recipient })} />
      ) : data !== undefined && writable ? (
        <Button onPress={() => void make()} isPending={making.running}>
          {words.makeAddress}
        </Button>
      ) : null}
    </section>
  );
}
