/**
 * What of a saved address is of the web, and its host as it was written. Other addresses (of apps, patterns, scripts) are kept and
 * shown, and never opened. Pure; used by the page for its button and by the main process before it opens anything.
 */

const withScheme = /^https?:\/\/(?:[^\s/?#@]*@)?([\p{L}\p{N}._~-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#]\S*)?$/iu;
const bareHost = /^(?:(?:[\p{L}\p{N}_-]+\.)+[\p{L}\p{N}-]{2,}|(?:\d{1,3}\.){3}\d{1,3}|localhost)(?::\d{1,5})?(?:[/?#]\S*)?$/iu;

/** The address to be opened; null for what is not of the web. One without a scheme gets `https://`, as a browser's address bar does. */
export function webAddressOf(saved: string): string | null {
  const url = saved.trim();
  if (withScheme.test(url)) {
    return url;
  }
  return bareHost.test(url) ? `https://${url}` : null;
}

/** The host in the letters it was written in, without port; null for what is not of the web. */
export function hostAsWritten(saved: string): string | null {
  const address = webAddressOf(saved);
  return address === null ? null : (withScheme.exec(address)?.[1]?.toLowerCase() ?? null);
}
