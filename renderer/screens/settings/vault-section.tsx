/** Settings of the open vault, kept in it: name, retention; and what can be done with its file. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Gives } from '../../../shared/contract.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/field-rows.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ProgressLine } from '../../parts/progress-line.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useOpenVault } from '../../state/use-app-state.ts';
import { useJob } from '../../state/use-job.ts';
import { sentenceFor } from '../../text/failures.ts';
import { settingsWords as words } from '../../text/settings-words.ts';
import { sizeWords } from '../../text/sizes.ts';
import { MergeRow } from '../merge/merge-row.tsx';
import { SettingRow } from './setting-rows.tsx';

const retentionDays = [7, 14, 30, 60, 90];

type VaultSettings = Gives<'vault.settings'>;

function LongWork({ title, line, verb, working, run }: { readonly title: string; readonly line: string; readonly verb: string; readonly working: string; readonly run: (jobId: string) => Promise<string> }) {
  const job = useJob();
  const begin = async (): Promise<void> => {
    const said = await job.run(run);
    if (said !== null) {
      showToast({ text: said });
    }
  };
  const { progress } = job;
  return (
    <>
      <SettingRow label={title} line={line}>
        <Button onPress={() => void begin()} isPending={job.running}>
          {verb}
        </Button>
      </SettingRow>
      {job.running ? (
        <div className="setting-row setting-row--whole">
          <ProgressLine label={working} fraction={progress === null || progress.total === 0 ? null : progress.done / progress.total} onCancel={job.cancel} />
        </div>
      ) : null}
      {job.failure === null ? null : <Notice tone="bad">{sentenceFor(job.failure)}</Notice>}
    </>
  );
}

function NameField({ vault, onSave, failure }: { readonly vault: VaultSettings; readonly onSave: (name: string) => void; readonly failure: unknown }) {
  const [name, setName] = useState(vault.name);
  const changed = name.trim() !== '' && name.trim() !== vault.name;
  return (
    <form
      className="vault-name"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) {
          onSave(name.trim());
        }
      }}
    >
      <TextField label={words.vaultName} maxLength={100} value={name} onChange={setName} error={failure === null ? null : sentenceFor(failure)} />
      <Button type="submit" isDisabled={!changed}>
        {words.save}
      </Button>
    </form>
  );
}

export function VaultSection() {
  const client = useQueryClient();
  const writable = useOpenVault()?.writable ?? false;
  const { data: vault, error } = useQuery(queryFor('vault.settings', {}));
  const saving = useJob();
  if (vault === undefined) {
    return error === null ? null : <Notice tone="bad">{sentenceFor(error)}</Notice>;
  }
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['vault.settings'] });
  const save = (patch: { readonly name?: string; readonly retentionDays?: number }): void =>
    void saving.run(async () => {
      await ask('vault.changeSettings', patch);
      await again();
    });
  const days = retentionDays.includes(vault.retentionDays) ? retentionDays : [...retentionDays, vault.retentionDays].sort((a, b) => a - b);
  return (
    <>
      {writable ? <NameField key={vault.name} vault={vault} onSave={(name) => save({ name })} failure={saving.failure} /> : <Notice>{words.readOnly}</Notice>}
      <Card>
        <SettingRow label={words.place} line={vault.place}>
          <Button onPress={() => void ask('vault.showInFolder', {}).catch((failed: unknown) => showToast({ text: sentenceFor(failed), tone: 'bad' }))}>{words.show}</Button>
        </SettingRow>
        <SettingRow label={words.size} line={words.items(vault.itemCount, sizeWords(vault.sizeBytes))} />
        {writable ? (
          <SettingRow label={words.retention} line={words.retentionLine}>
            <SelectField
              label={words.retention}
              labelHidden
              options={days.map((value) => ({ value: String(value), label: words.days(value) }))}
              value={String(vault.retentionDays)}
              onChange={(value) => save({ retentionDays: Number(value) })}
            />
          </SettingRow>
        ) : null}
      </Card>
      <Card>
        <LongWork
          title={words.verifyTitle}
          line={words.verifyLine}
          verb={words.verify}
          working={words.verifying}
          run={async (jobId) => {
            await ask('vault.verify', { jobId });
            return words.verified;
          }}
        />
        {writable ? (
          <LongWork
            title={words.compactTitle}
            line={words.compactLine}
            verb={words.compact}
            working={words.compacting}
            run={async (jobId) => {
              await ask('vault.compact', { jobId });
              const after = await ask('vault.settings', {});
              await again();
              return words.compacted(sizeWords(after.sizeBytes));
            }}
          />
        ) : null}
        {writable ? <MergeRow /> : null}
        <SettingRow label={words.other} line={words.otherLine}>
          <Button onPress={() => void ask('vault.lock', {}).catch((failed: unknown) => showToast({ text: sentenceFor(failed), tone: 'bad' }))}>{words.lockForOther}</Button>
        </SettingRow>
      </Card>
    </>
  );
}
