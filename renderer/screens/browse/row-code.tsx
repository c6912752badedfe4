/** The running one-time code on the chosen row. Which field it is, the item tells. */
import { useQuery } from '@tanstack/react-query';
import { queryFor } from '../../state/query-client.ts';
import { spacedCode, useTotp } from './use-totp.ts';

export function RowCode({ itemId }: { readonly itemId: string }) {
  const { data } = useQuery(queryFor('item.read', { itemId, versionId: null }));
  const field = data?.fields.find(({ type, filled }) => type === 'totp' && filled);
  const { now } = useTotp(itemId, field?.id ?? null);
  return now === null ? null : <span className="row__code">{spacedCode(now.code)}</span>;
}
