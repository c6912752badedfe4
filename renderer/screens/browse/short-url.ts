/** An address as it is shown. Pure. */

/** `https://github.com/` reads as `github.com`; any other scheme is worth seeing. */
export function shortUrl(url: string): string {
  const rest = url.replace(/^https:\/\//iu, '');
  return rest === url ? url : rest.replace(/^([^/?#]+)\/$/u, '$1');
}
