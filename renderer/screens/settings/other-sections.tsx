/** The short sections of the settings: import and sharing, about. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/field-rows.tsx';
import { Notice } from '../../parts/notice.tsx';
import { queryFor } from '../../state/query-client.ts';
import { settingsWords as words } from '../../text/settings-words.ts';
import { ImportDialog } from '../exchange/import-dialog.tsx';
import { ReceiveDialog } from '../share/receive-dialog.tsx';
import { SettingRow } from './setting-rows.tsx';

export function ExchangeSection() {
  const [open, setOpen] = useState<'import' | 'receive' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <Card>
        <SettingRow label={words.importTitle} line={words.importLine}>
          <Button onPress={() => setOpen('import')}>{words.import}</Button>
        </SettingRow>
        <SettingRow label={words.receiveTitle} line={words.receiveLine}>
          <Button onPress={() => setOpen('receive')}>{words.receive}</Button>
        </SettingRow>
      </Card>
      {open === 'import' ? <ImportDialog onClose={close} /> : null}
      {open === 'receive' ? <ReceiveDialog onClose={close} /> : null}
    </>
  );
}

export function AboutSection() {
  const { data } = useQuery(queryFor('app.version', {}));
  return (
    <>
      <p className="settings__version">{data === undefined ? '' : words.version(data.version)}</p>
      <p>{words.about}</p>
      <p className="soft">{words.licence}</p>
      {data?.standIn === true ? <Notice tone="warn">{words.standIn}</Notice> : null}
    </>
  );
}
