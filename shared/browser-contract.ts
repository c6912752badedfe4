/** The part of the contract about browsers: which are paired, which can find us. `contract.ts` takes it into the one table. */
import { z } from 'zod';
import { pairingId } from './browser-messages.ts';
import { call, none, nothing } from './call-shape.ts';
import { instant } from './item.ts';

export const browserName = z.enum(['chrome', 'chromium', 'edge', 'brave', 'vivaldi', 'firefox']);
export type BrowserName = z.infer<typeof browserName>;

/** A browser that was found on this computer. */
export const browserPlace = z.object({
  placeId: z.string().max(40),
  browser: browserName,
  packaging: z.enum(['usual', 'snap', 'flatpak']),
  /** `another`: it would start another Latchkey, or one that stood elsewhere. `walled-off`: it can start no program outside its box. */
  standing: z.enum(['set-up', 'not-set-up', 'another', 'walled-off']),
});
export type BrowserPlace = z.infer<typeof browserPlace>;

export const pairedBrowser = z.object({ pairingId, browser: z.string(), pairedAt: instant, lastUsedAt: instant.nullable(), isConnected: z.boolean() });
export type PairedBrowserView = z.infer<typeof pairedBrowser>;

const placeId = z.string().max(40);

export const browserCalls = {
  /** Pairing itself is asked about by main's own dialog: no call of the page's says yes. */
  'browser.list': call(nothing, z.object({ isListening: z.boolean(), paired: z.array(pairedBrowser), places: z.array(browserPlace) })),
  /** Lets a browser find this program: writes its manifest. */
  'browser.setUp': call(z.object({ placeId }), none),
  'browser.takeAway': call(z.object({ placeId }), none),
  'browser.cutOff': call(z.object({ pairingId }), none),
} as const;
