/** Browsers in the settings: the paired ones, each to be cut off, and the ones on this computer, each to be set up. Pairing is asked by main. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Globe } from 'lucide-react';
import { useState } from 'react';
import type { BrowserPlace, PairedBrowserView } from '../../../shared/browser-contract.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Card } from '../../parts/field-rows.tsx';
import { Notice } from '../../parts/notice.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useNow } from '../../state/use-now.ts';
import { browserWords as words } from '../../text/browsers.ts';
import { agoWords, dateWords } from '../../text/dates.ts';
import { sentenceFor } from '../../text/failures.ts';
import { SettingRow } from '../settings/setting-rows.tsx';
import './browsers.css';

function usedLine({ isConnected, lastUsedAt, pairedAt }: PairedBrowserView, now: number): string {
  const used = isConnected ? words.connected : lastUsedAt === null ? words.neverUsed : words.used(agoWords(lastUsedAt, now));
  return `${used} · ${words.pairedOn(dateWords(pairedAt, now))}`;
}

function PairedLine({ paired, now, onCutOff }: { readonly paired: PairedBrowserView; readonly now: number; readonly onCutOff: () => void }) {
  return (
    <li className="browser-line">
      <Globe size={18} strokeWidth={1.7} aria-hidden />
      <div className="browser-line__words">
        <p className="browser-line__name">{paired.browser}</p>
        <p className="small soft">{usedLine(paired, now)}</p>
      </div>
      <Button aria-label={words.cutOffOf(paired.browser)} onPress={onCutOff}>
        {words.cutOff}
      </Button>
    </li>
  );
}

function PlaceLine({ place, onChange }: { readonly place: BrowserPlace; readonly onChange: (call: 'browser.setUp' | 'browser.takeAway') => void }) {
  return (
    <SettingRow label={words.placeName(place)} line={words.placeLine(place)}>
      {place.standing === 'walled-off' ? null : place.standing === 'set-up' ? (
        <Button aria-label={words.takeAwayOf(place)} onPress={() => onChange('browser.takeAway')}>
          {words.takeAway}
        </Button>
      ) : (
        <Button aria-label={words.setUpOf(place)} onPress={() => onChange('browser.setUp')}>
          {words.setUp}
        </Button>
      )}
    </SettingRow>
  );
}

export function BrowsersSection() {
  const client = useQueryClient();
  const now = useNow(60_000);
  const { data, error } = useQuery({ ...queryFor('browser.list', {}), staleTime: 0 });
  const [leaving, setLeaving] = useState<PairedBrowserView | null>(null);
  const act = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (failed) {
      showToast({ text: sentenceFor(failed), tone: 'bad' });
    }
    await client.invalidateQueries({ queryKey: ['browser.list'] });
  };
  const { paired = [], places = [] } = data ?? {};
  return (
    <>
      <p className="soft">{words.sentence}</p>
      {error === null ? null : <Notice tone="bad">{sentenceFor(error)}</Notice>}
      {data?.isListening === false ? <Notice tone="warn">{words.notListening}</Notice> : null}
      <h3 className="browsers__heading">{words.pairedTitle}</h3>
      {data !== undefined && paired.length === 0 ? <p className="soft">{words.nonePaired}</p> : null}
      {paired.length === 0 ? null : (
        <Card label={words.pairedTitle}>
          <ul>
            {paired.map((one) => (
              <PairedLine key={one.pairingId} paired={one} now={now} onCutOff={() => setLeaving(one)} />
            ))}
          </ul>
        </Card>
      )}
      <h3 className="browsers__heading">{words.placesTitle}</h3>
      {data !== undefined && places.length === 0 ? <p className="soft">{words.nonePlaces}</p> : null}
      {places.length === 0 ? null : (
        <Card label={words.placesTitle}>
          {places.map((place) => (
            <PlaceLine key={place.placeId} place={place} onChange={(call) => void act(ask(call, { placeId: place.placeId }))} />
          ))}
        </Card>
      )}
      {leaving === null ? null : (
        <ConfirmDialog
          title={words.cutOffTitle(leaving.browser)}
          confirm={words.cutOff}
          onClose={() => setLeaving(null)}
          onConfirm={() => {
            setLeaving(null);
            void act(ask('browser.cutOff', { pairingId: leaving.pairingId }));
          }}
        >
          <p>{words.cutOffLine}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
