/** Says what came in when another program changed the vault file under the open vault. Used once, by the browse screen. */
import { useEffect } from 'react';
import { hear } from '../../client/client.ts';
import { showToast } from '../../parts/toast-region.tsx';
import { caughtUpSentence } from '../../text/merge.ts';

export function useCaughtUp(): void {
  useEffect(
    () =>
      hear('vault.caughtUp', (news) => {
        const text = caughtUpSentence(news);
        if (text !== null) {
          showToast({ text, tone: news.lost > 0 ? 'bad' : 'plain' });
        }
      }),
    [],
  );
}
