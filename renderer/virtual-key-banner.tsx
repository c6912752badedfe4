/** Over everything while a key of software is plugged in (`npm start -- --virtual-key`), so that nobody takes it for a real one. Shown by `app.tsx`. */
import { useQuery } from '@tanstack/react-query';
import { queryFor } from './state/query-client.ts';
import { keyWords } from './text/key-words.ts';
import './virtual-key-banner.css';

export function VirtualKeyBanner() {
  const { data } = useQuery(queryFor('key.way', {}));
  return data?.isVirtual === true ? (
    <aside className="virtual-key">
      {keyWords.virtual}
    </aside>
  ) : null;
}
