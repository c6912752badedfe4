/** The item's addresses: pressed they are copied; those of the web have a button that opens them in the browser. */
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { webAddressOf } from '../../../shared/web-address.ts';
import { ask } from '../../client/client.ts';
import { IconButton } from '../../parts/icon-button.tsx';
import { useShortcut } from '../../state/shortcuts.ts';
import { detailWords as words } from '../../text/browse.ts';
import { copyText } from './copied.ts';
import { shortUrl } from './short-url.ts';
import { ValueRow } from './value-row.tsx';

type WebsiteLineProps = { readonly itemId: string; readonly url: string; /** The first that a browser can open. */ readonly isFirst: boolean; readonly isOld: boolean };

function WebsiteLine({ itemId, url, isFirst, isOld }: WebsiteLineProps) {
  const [failure, setFailure] = useState<unknown>(null);
  const place = `${itemId}/url/${url}`;
  const open = (): void => {
    setFailure(null);
    ask('site.open', { itemId, url }).catch(setFailure);
  };
  useShortcut('o', open, { when: isFirst && !isOld });
  return (
    <ValueRow
      label={words.website}
      place={place}
      copy={() => copyText(place, url)}
      failure={failure}
      actions={isOld || webAddressOf(url) === null ? null : <IconButton icon={ExternalLink} label={words.openSite} size="s" onPress={open} {...(isFirst ? { shortcut: 'O' } : {})} />}
    >
      <span className="long-text" dir="ltr">
        {shortUrl(url)}
      </span>
    </ValueRow>
  );
}

export function WebsiteLines({ itemId, urls, isOld }: { readonly itemId: string; readonly urls: readonly string[]; readonly isOld: boolean }) {
  // The same address may stand there twice.
  const first = urls.find((url) => webAddressOf(url) !== null);
  return [...new Set(urls)].map((url) => <WebsiteLine key={url} itemId={itemId} url={url} isFirst={url === first} isOld={isOld} />);
}
