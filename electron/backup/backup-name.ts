/**
 * The name of a backup says when and why it was made: `2026-11-25T08-22-06-123Z-daily.latchkey`. The time is in UTC, so that names sort
 * by it; a colon is not for Windows. Pure.
 */
import { backupReason, type BackupReason } from '../../shared/views.ts';

const pattern = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z-([a-z]+)\.latchkey$/u;

export function encodeBackupName(at: number, why: BackupReason): string {
  return `${new Date(at).toISOString().replaceAll(/[:.]/gu, '-')}-${why}.latchkey`;
}

/** Null for any other file: what somebody put there by hand is left alone. */
export function parseBackupName(name: string): { readonly at: number; readonly why: BackupReason } | null {
  const match = pattern.exec(name);
  if (match === null) {
    return null;
  }
  const [, day, hour, minute, second, thousandth, reason] = match;
  const at = Date.parse(`${day}T${hour}:${minute}:${second}.${thousandth}Z`);
  const why = backupReason.safeParse(reason);
  return Number.isNaN(at) || at < 0 || !why.success || encodeBackupName(at, why.data) !== name ? null : { at, why: why.data };
}
