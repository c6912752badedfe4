/**
 * The switches every Chromium of ours is started with: quiet, offline, and without a sandbox only where Chromium
 * refuses to start otherwise. Called by the stand-in and by tests that start a plain browser.
 */
export const runsAsRoot = process.getuid?.() === 0;

export const browserArguments: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  // SECURITY: nothing the stand-in shows may reach a network, whatever a page tries; what it shows is served by interception.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  // Chromium has called it by both names.
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  ...(runsAsRoot ? ['--no-sandbox'] : []),
];
