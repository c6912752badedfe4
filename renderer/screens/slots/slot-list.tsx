/** The ways to unlock, and what can be done with each. Adding, changing and removing prove the vault open first. */
import { useQuery } from '@tanstack/react-query';
import { Ellipsis, FileText, Fingerprint, KeyRound, TextCursorInput, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { assertNever } from '../../../shared/failure.ts';
import type { SlotKind, SlotView } from '../../../shared/views.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/field-rows.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu } from '../../parts/menu-button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useOpenVault } from '../../state/use-app-state.ts';
import { sentenceFor } from '../../text/failures.ts';
import { slotKindWords, slotWords } from '../../text/slots.ts';
import { WithdrawnBackups } from '../backups/withdrawn-backups.tsx';
import { AddKey } from './add-key.tsx';
import { KeptSlot } from './kept-slot.tsx';
import { isLastBesideKits } from './last-way.ts';
import { ProveDialog } from './prove-dialog.tsx';
import { RemoveSlot } from './remove-slot.tsx';
import { RenameSlot } from './rename-slot.tsx';
import { SlotPassphrase } from './slot-passphrase.tsx';
import './slots.css';

type Proven = { readonly act: 'add-key' | 'add-passphrase' } | { readonly act: 'change' | 'remove'; readonly slot: SlotView };
type Doing =
  | { readonly stage: 'prove'; readonly then: Proven }
  | { readonly stage: 'proven'; readonly proofToken: string; readonly now: Proven }
  | { readonly stage: 'rename'; readonly slot: SlotView }
  | { readonly stage: 'kept'; readonly slot: SlotView }
  | null;

const icons: Readonly<Record<SlotKind, LucideIcon>> = { passphrase: TextCursorInput, 'passphrase+key': KeyRound, key: Fingerprint, recovery: FileText };
const shortDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

function ProvenDialog({ now, proofToken, onClose }: { readonly now: Proven; readonly proofToken: string; readonly onClose: () => void }) {
  switch (now.act) {
    case 'add-key':
      return <AddKey proofToken={proofToken} onClose={onClose} />;
    case 'add-passphrase':
      return <SlotPassphrase slot={null} proofToken={proofToken} onClose={onClose} />;
    case 'change':
      return <SlotPassphrase slot={now.slot} proofToken={proofToken} onClose={onClose} />;
    case 'remove':
      return <RemoveSlot slot={now.slot} proofToken={proofToken} onClose={onClose} />;
    default:
      return assertNever(now);
  }
}

function SlotRow({ slot, writable, onDo }: { readonly slot: SlotView; readonly writable: boolean; readonly onDo: (doing: Doing) => void }) {
  const Icon = icons[slot.kind];
  const hasPassphrase = slot.kind === 'passphrase' || slot.kind === 'passphrase+key';
  const used = slot.lastUsedAt === null ? slotWords.notUsed : slotWords.used(shortDate.format(slot.lastUsedAt));
  return (
    <li className="slot-list__row">
      <Icon size={18} strokeWidth={1.7} aria-hidden />
      <div className="slot-list__words">
        <p className="slot-list__name">{slot.name}</p>
        <p className="small soft">
          {slotKindWords[slot.kind]} · {slotWords.added(shortDate.format(slot.createdAt))} · {used}
        </p>
        {slot.opensTouchItems === false ? <p className="small soft">{slotWords.touchNotReady}</p> : null}
      </div>
      {writable ? (
        <Menu
          label={slotWords.actions(slot.name)}
          trigger={<IconButton icon={Ellipsis} label={slotWords.actions(slot.name)} />}
          groups={[
            {
              entries: [
                ...(hasPassphrase ? [{ name: 'change' as const, label: slotWords.change }] : []),
                { name: 'rename' as const, label: slotWords.rename },
                { name: 'remove' as const, label: slotWords.remove, isBad: true },
              ],
            },
          ]}
          onChoose={(act) => onDo(act === 'rename' ? { stage: 'rename', slot } : { stage: 'prove', then: { act, slot } })}
        />
      ) : null}
    </li>
  );
}

export function SlotList({ onMakeKit }: { readonly onMakeKit: () => void }) {
  const { data: slots = [], error } = useQuery(queryFor('slot.list', {}));
  const vault = useOpenVault();
  const writable = vault?.writable ?? false;
  const [doing, setDoing] = useState<Doing>(null);
  const close = (): void => setDoing(null);
  // The main process refuses it too; said before anybody types a passphrase for it.
  const begin = (next: Doing): void =>
    setDoing(next?.stage === 'prove' && next.then.act === 'remove' && isLastBesideKits(next.then.slot, slots) ? { stage: 'kept', slot: next.then.slot } : next);
  return (
    <div className="slot-form">
      <p className="soft">{slotWords.sentence}</p>
      {error === null ? null : <Notice tone="bad">{sentenceFor(error)}</Notice>}
      {vault?.kitReliance ? <Notice tone="warn">{slotWords.kitReliance[vault.kitReliance]}</Notice> : null}
      {vault?.setupIncomplete === true && vault.kitReliance === null ? <Notice tone="warn">{slotWords.incomplete}</Notice> : null}
      {writable ? <WithdrawnBackups /> : null}
      <Card label={slotWords.title}>
        <ul>
          {slots.map((slot) => (
            <SlotRow key={slot.slotId} slot={slot} writable={writable} onDo={begin} />
          ))}
        </ul>
      </Card>
      {writable ? (
        <div className="slot-actions">
          <Button icon={KeyRound} onPress={() => setDoing({ stage: 'prove', then: { act: 'add-key' } })}>
            {slotWords.addKey}
          </Button>
          <Button icon={TextCursorInput} onPress={() => setDoing({ stage: 'prove', then: { act: 'add-passphrase' } })}>
            {slotWords.addPassphrase}
          </Button>
          <Button icon={FileText} onPress={onMakeKit}>
            {slotWords.makeKit}
          </Button>
        </div>
      ) : null}
      {doing?.stage === 'prove' ? (
        <ProveDialog onProven={(proofToken) => setDoing({ stage: 'proven', proofToken, now: doing.then })} onClose={close} />
      ) : null}
      {doing?.stage === 'proven' ? <ProvenDialog now={doing.now} proofToken={doing.proofToken} onClose={close} /> : null}
      {doing?.stage === 'kept' ? <KeptSlot slot={doing.slot} onAddPassphrase={() => setDoing({ stage: 'prove', then: { act: 'add-passphrase' } })} onClose={close} /> : null}
      {doing?.stage === 'rename' ? <RenameSlot slot={doing.slot} onClose={close} /> : null}
    </div>
  );
}
