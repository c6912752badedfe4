/**
 * Addresses as other programs saved them: with and without a scheme, of sites and of apps. Called by every format.
 */
export type SavedAddress = { readonly url: string; readonly mended: boolean };

/** Gives an address without a scheme `https://`; what is not an address of a host stays as it is. */
export function readAddress(text: string): SavedAddress {
  const url = text.trim();
  if (url === '' || url.includes('://') || /\s/.test(url)) {
    return { url, mended: false };
  }
  const parsed = URL.canParse(`https://${url}`) ? new URL(`https://${url}`) : null;
  const isHost = parsed !== null && (parsed.hostname.includes('.') || parsed.hostname === 'localhost' || parsed.hostname.startsWith('['));
  // `mailto:someone@example.com` parses as a user at a host.
  return isHost && parsed.username === '' ? { url: `https://${url}`, mended: true } : { url, mended: false };
}

/** What a person would call the place: the host without `www.`, the package of an Android app; '' where there is none. */
export function placeName(url: string): string {
  const android = /^android:\/\/[^@]*@([^/]+)/.exec(url);
  if (android) {
    return android[1] ?? '';
  }
  if (!URL.canParse(url)) {
    return '';
  }
  // In its own letters where it has them: `münchen.example`, as the item shows it, not what a resolver makes of it.
  const [, host = '', port = ''] = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/?#]*@)?(\[[^\]]*\]|[^/?#:]+)(:\d+)?/iu.exec(url) ?? [];
  const usualPort = /^https:/iu.test(url) ? ':443' : ':80';
  return `${host.toLowerCase().replace(/^www\./, '')}${port === usualPort ? '' : port}`;
}
