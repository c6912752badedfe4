/**
 * Which frame asks, by what the browser says of it: its address, its origin, the origins of the frames around it. Nothing here comes from
 * a message. Also whether a form posts to another site.
 */
import { getDomain } from 'tldts';
import type { PageContext } from '../../shared/browser-asks.ts';

type Sender = chrome.runtime.MessageSender;

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : 'null');

/** Frames without an address of their own (`about:blank`, `srcdoc`) belong to the frame that made them. */
const isBorrowed = (url: string): boolean => url === '' || url.startsWith('about:');

async function ancestorsOf(tabId: number, frameId: number): Promise<readonly string[] | null> {
  const frames = (await chrome.webNavigation.getAllFrames({ tabId })) ?? [];
  const byId = new Map(frames.map((frame) => [frame.frameId, frame]));
  const origins: string[] = [];
  let at = byId.get(frameId)?.parentFrameId;
  while (at !== undefined && at >= 0 && origins.length < 20) {
    const frame = byId.get(at);
    if (frame === undefined) {
      return null;
    }
    if (!isBorrowed(frame.url)) {
      origins.push(originOf(frame.url));
    }
    at = frame.parentFrameId;
  }
  return at === undefined ? null : origins;
}

/** Firefox tells no origin of a sender, Chromium does; a frame in a sandbox has none, and gets nothing. */
function senderOrigin(sender: Sender): string {
  return sender.origin ?? originOf(sender.url ?? '');
}

/** Null where the frame is gone, has no origin, or is none of the web. */
export async function contextOf(sender: Sender, crossSiteAsked: boolean): Promise<PageContext | null> {
  const { tab, frameId = 0, url = '' } = sender;
  const origin = senderOrigin(sender);
  if (tab?.id === undefined || !/^https?:\/\//u.test(origin)) {
    return null;
  }
  const ancestors = frameId === 0 ? [] : await ancestorsOf(tab.id, frameId);
  // A borrowed address says nothing; the origin, which is inherited, does.
  const page = isBorrowed(url) || originOf(url) !== origin ? `${origin}/` : url;
  return ancestors === null ? null : { url: page.slice(0, 4_096), origin, ancestors: [...ancestors], crossSiteAsked };
}

export function contextOfTab(tab: chrome.tabs.Tab | undefined): PageContext | null {
  const url = tab?.url ?? '';
  return /^https?:\/\//u.test(url) ? { url: url.slice(0, 4_096), origin: originOf(url), ancestors: [], crossSiteAsked: false } : null;
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');

/** As a person reads it: the host. */
export const siteName = (page: Pick<PageContext, 'origin'>): string => hostOf(page.origin);

/** The outermost frame, which is what the address bar shows. */
export const topSiteName = (page: PageContext): string => hostOf(page.ancestors.at(-1) ?? page.origin);

const siteOf = (host: string): string => getDomain(host, { allowPrivateDomains: true }) ?? host;

/** The host a form would send to, where that is another site's, or in clear from a page that is not. Null where it stays at home. */
export function postsElsewhere(page: PageContext, action: string | null): string | null {
  if (action === null || action === '' || !URL.canParse(action)) {
    return null;
  }
  const to = new URL(action);
  if (to.protocol !== 'https:' && to.protocol !== 'http:') {
    return to.protocol === 'javascript:' || to.protocol === 'about:' ? null : to.protocol;
  }
  const isWeaker = page.origin.startsWith('https:') && to.protocol === 'http:';
  return isWeaker || siteOf(to.hostname) !== siteOf(hostOf(page.origin)) ? to.host : null;
}
