/** Where the app's own pages live, and the headers they are served with. */

export const appHost = 'latchkey.internal';
export const appOrigin = `https://${appHost}`;
/** The page of each window. */
export const windowPages = { main: `${appOrigin}/`, quick: `${appOrigin}/quick-copy.html` } as const;

/**
 * SECURITY: nothing is loaded from anywhere but the app's own host, no script or style stands in the page itself,
 * and nothing may frame or be framed. `connect-src 'none'`: the page has no network at all.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob: data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), microphone=(), geolocation=(), usb=(), hid=(), serial=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};
