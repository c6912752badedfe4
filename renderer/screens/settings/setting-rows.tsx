/** A row of the settings: what it is, a line about it, and what changes it. For the sections of the settings screen only. */
import type { ReactNode } from 'react';

export function SettingRow({ label, line, children }: { readonly label: string; readonly line?: string; readonly children?: ReactNode }) {
  return (
    <div className="setting-row">
      <div className="setting-row__words">
        <p>{label}</p>
        {line === undefined ? null : <p className="small soft">{line}</p>}
      </div>
      {children}
    </div>
  );
}
