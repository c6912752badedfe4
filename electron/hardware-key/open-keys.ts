/** Everything that speaks to hardware keys, joined: both ways, and what they ask the window for. Called by main.ts. */
import type { KeyWayChoice } from '../../shared/settings.ts';
import { makeLibraryLoader } from './fido-library.ts';
import { makeKeyTalk } from './key-talk.ts';
import { makeKeyWays, usualWay } from './key-ways.ts';
import { makeLibfido2Provider } from './libfido2-provider.ts';
import { makePageCeremony } from './page-ceremony.ts';
import { makeSystemPorts } from './system-ports.ts';
import { openVirtualPorts } from './virtual-ports.ts';
import { makeWebauthnProvider } from './webauthn-provider.ts';

type Tell = Parameters<typeof makePageCeremony>[0]['tell'] & Parameters<typeof makeKeyTalk>[0]['tell'];

export async function openKeys(deps: {
  readonly now: () => number;
  readonly tell: Tell;
  readonly choice: () => KeyWayChoice;
  readonly isElectron: boolean;
  /** Where the key made of software stands and what it remembers; null for keys of metal. */
  readonly virtual: { readonly module: string; readonly state: string } | null;
}) {
  const { now, tell, choice, isElectron, virtual } = deps;
  const ceremony = makePageCeremony({ now, tell });
  const keyTalk = makeKeyTalk({ now, tell });
  const fido = makeLibraryLoader();
  const ports = virtual === null ? makeSystemPorts(fido) : await openVirtualPorts(virtual.module, virtual.state);
  const keys = makeKeyWays({
    webauthn: makeWebauthnProvider({ now, ceremony }),
    libfido2: makeLibfido2Provider({ now, library: fido, ports, talk: keyTalk }),
    fido,
    choice,
    usual: usualWay(process.platform, isElectron),
    isVirtual: virtual !== null,
  });
  return { ceremony, keyTalk, keys };
}
