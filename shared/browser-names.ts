/**
 * The names by which browsers, the extension and the application find each other. Used by the extension's build, by what installs the
 * host manifests, and by the host. No secrets: the keys are made at pairing.
 */

/** The native messaging host, as `connectNative` asks for it. */
export const hostName = 'internal.latchkey.browser';

/** Firefox's id of the extension (`browser_specific_settings.gecko.id`). */
export const firefoxExtensionId = 'browser@latchkey.internal';

/**
 * The public key in the Chromium manifest (`key`): it fixes the extension's id wherever the extension is loaded from. Nobody has the private
 * half; a store signs with a key of its own, and its id joins the list then.
 */
export const chromiumExtensionKey = 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsL+iXnwFkhywvUDmo9qfLrD4xEvZXVv3bxU4yae4YLYCTtGuP3HnB3Ibf23Xpq0H5NU+CwubjfjDc7uPFna1RZAsMUb8y2dHn1Dz3saItuL3fURQ1w8zvcoVcpoUN58+I9VeYPJlNzwe9wDAr90UdxsR6vTLbWKHFRSVL+a+QBhMGLSemTvGV08RsKpORyaLp3fUDt1wrb8ZgTGcoxR1fcV5v8LoevZY3akVv3DbD6G6vRsaaS/7vc5w9nOGV6+cDvPn8Wdj+yum7MhpODY8ZXLrGX7xwkFX6AffyvsT5t5yCzu/KNy4O4pkt4K8eh1BybUgFfwqlBopkzrbVGUv3QIDAQAB';
export const chromiumExtensionIds: readonly string[] = ['jpebckedjkjnbailnbjjomceijmkhgdo'];

/** How the packaged application is started as a host (`electron/browser-link/host.ts`). */
export const hostSwitch = '--browser-host';

/** Most bytes of one message, either way: what Chromium allows a host to send. */
export const messageBytes = 1_048_576;
