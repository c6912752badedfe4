/** For whom: age addresses, or a passphrase that is typed or generated. */
import { KeyRound, MessageSquareLock, Plus, X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../parts/button.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { RadioCards } from '../../parts/radio-cards.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { shareWords as words } from '../../text/share.ts';
import { PassphraseTarget } from './passphrase-target.tsx';
import { wrongRows, type ShareTarget } from './share-target.ts';

type TargetFieldsProps = {
  readonly target: ShareTarget;
  readonly onChange: (target: ShareTarget) => void;
  /** After a try: what is missing or wrong with the addresses or the passphrase. */
  readonly error: string | null;
  readonly wasTried: boolean;
};

const mostRecipients = 20;

function RecipientRows({ target, onChange, error, wasTried }: TargetFieldsProps) {
  const rows = useRef<HTMLDivElement>(null);
  const wrong = wasTried ? wrongRows(target) : [];
  const write = (index: number, text: string): void => onChange({ ...target, recipients: target.recipients.map((row, at) => (at === index ? text : row)) });
  const remove = (index: number): void => {
    onChange({ ...target, recipients: target.recipients.filter((_, at) => at !== index) });
    rows.current?.querySelector('input')?.focus();
  };
  return (
    <div className="target__rows" ref={rows}>
      {target.recipients.map((row, index) => {
        const isLast = index === target.recipients.length - 1;
        const isWrong = wrong.includes(index);
        return (
          <div key={index} className="target__row">
            <TextField
              label={target.recipients.length === 1 ? words.recipient : words.recipientNumber(index + 1)}
              placeholder={words.recipientExample}
              value={row}
              onChange={(text) => write(index, text)}
              mono
              autoComplete="off"
              spellCheck="false"
              maxLength={4_096}
              autoFocus={index === 0}
              description={isLast ? words.recipientHelp : undefined}
              error={isWrong ? words.recipientMissing : isLast && wrong.length === 0 ? error : null}
            />
            {target.recipients.length > 1 ? <IconButton icon={X} label={words.removeRecipient(index + 1)} onPress={() => remove(index)} /> : null}
          </div>
        );
      })}
      <div>
        <Button icon={Plus} isDisabled={target.recipients.length >= mostRecipients} onPress={() => onChange({ ...target, recipients: [...target.recipients, ''] })}>
          {words.addRecipient}
        </Button>
      </div>
    </div>
  );
}

export function TargetFields(props: TargetFieldsProps) {
  const { target, onChange, error } = props;
  return (
    <div className="target">
      <RadioCards
        label={words.by}
        labelHidden
        inRow
        value={target.by}
        onChange={(by) => onChange({ ...target, by })}
        options={[
          { value: 'recipients', label: words.byRecipients, description: words.byRecipientsHelp, icon: KeyRound },
          { value: 'passphrase', label: words.byPassphrase, description: words.byPassphraseHelp, icon: MessageSquareLock },
        ]}
      />
      {target.by === 'recipients' ? <RecipientRows {...props} /> : <PassphraseTarget target={target} onChange={onChange} error={error} />}
    </div>
  );
}
