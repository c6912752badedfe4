/**
 * What no page may do: leave, open windows, embed other pages, ask for devices, download, reach another host.
 * WebAuthn needs no permission of Electron's; all that there are, are refused.
 */
import { app, type Session, type WebContents } from 'electron';
import { appHost, appOrigin } from './origin.ts';

function isOurs(url: string): boolean {
  try {
    return new URL(url).origin === appOrigin;
  } catch {
    return false;
  }
}

/**
 * Nothing of this app needs a network. Call before the app is ready.
 * SECURITY: neither the page's policy nor `onBeforeRequest` sees a preconnect or WebRTC; without names there is nowhere to go.
 */
export function cutNetwork(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  // Chromium has called it by both names; one that it does not know it passes over in silence.
  app.commandLine.appendSwitch('webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
}

/** Call before any page is made. */
export async function guardSession(session: Session): Promise<void> {
  // SECURITY: for addresses given as numbers: all of them, loopback too, go to a proxy that is not there.
  await session.setProxy({ mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:9', proxyBypassRules: '<-loopback>' });
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  // SECURITY: `protocol.handle` answers https; everything else that could carry a byte out is cancelled here.
  session.webRequest.onBeforeRequest((details, decide) => {
    const { protocol, host } = new URL(details.url);
    const local = protocol === 'blob:' || protocol === 'data:' || protocol === 'devtools:';
    decide({ cancel: !(local || (protocol === 'https:' && host === appHost)) });
  });
}

function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  // SECURITY: in Electron this means: unload all the same. A page must not be able to outlive the lock.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) {
      event.preventDefault();
    }
  });
  contents.on('will-frame-navigate', (event) => {
    // SECURITY: our page has no frames, so what navigates in one is not ours.
    if (!event.isMainFrame) {
      event.preventDefault();
    }
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Guards every page there will ever be, whoever makes it. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}
