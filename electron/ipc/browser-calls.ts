/** Browsers in the settings: which are paired, which can find this program. Pairing is asked about by main, never answered by a page. */
import { VaultFailure } from '../../shared/failure.ts';
import type { Handlers } from './answer-call.ts';
import type { CallDeps } from './call-deps.ts';

type Names = 'browser.list' | 'browser.setUp' | 'browser.takeAway' | 'browser.cutOff';

export function makeBrowserCalls({ browsers, trouble }: Pick<CallDeps, 'browsers' | 'trouble'>): Pick<Handlers, Names> {
  async function change(what: string, act: (placeId: string) => Promise<void>, placeId: string): Promise<null> {
    const known = (await browsers.places()).find((place) => place.placeId === placeId);
    if (known === undefined || known.standing === 'walled-off') {
      throw new VaultFailure('request.refused');
    }
    try {
      await act(placeId);
    } catch (error) {
      trouble(what, error);
      throw new VaultFailure('browser.not-written');
    }
    return null;
  }

  return {
    'browser.list': async () => ({ isListening: browsers.isListening(), paired: [...browsers.paired()], places: [...(await browsers.places())] }),
    'browser.setUp': ({ placeId }) => change('set up a browser', browsers.setUp, placeId),
    'browser.takeAway': ({ placeId }) => change('take a browser away', browsers.takeAway, placeId),
    'browser.cutOff': async ({ pairingId }) => {
      await browsers.cutOff(pairingId);
      return null;
    },
  };
}
