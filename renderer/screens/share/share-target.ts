/** For whom something is sealed, as it stands in the form. Pure. */
import type { Takes } from '../../../shared/contract.ts';

export type ShareTarget = {
  readonly by: 'recipients' | 'passphrase';
  /** One row each; empty rows do not count. */
  readonly recipients: readonly string[];
  readonly passphrase: string;
  /** The passphrase was generated and stands there to be told. */
  readonly isGenerated: boolean;
};

export const noTarget: ShareTarget = { by: 'recipients', recipients: [''], passphrase: '', isGenerated: false };

/** Addresses as they are sent: several may be pasted into one row. */
export function recipientsOf(target: ShareTarget): string[] {
  return [...new Set(target.recipients.flatMap((row) => row.split(/[\s,;]+/u)).filter((word) => word !== ''))];
}

/** Rows that are surely no address; whether one is a real one, the main process says. */
export function wrongRows(target: ShareTarget): number[] {
  return target.recipients.flatMap((row, index) => (row.trim() !== '' && row.split(/[\s,;]+/u).some((word) => word !== '' && !/^age1[a-z0-9]+$/.test(word)) ? [index] : []));
}

/** Null when something is still missing. */
export function toSealTarget(target: ShareTarget): Takes<'share.seal'>['to'] | null {
  if (target.by === 'passphrase') {
    return target.passphrase === '' ? null : { by: 'passphrase', passphrase: target.passphrase };
  }
  const recipients = recipientsOf(target);
  return recipients.length === 0 || wrongRows(target).length > 0 ? null : { by: 'recipients', recipients };
}
