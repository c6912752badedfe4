/** Days in a form and instants in an item. A day begins and ends where the person is. */

/** The local day of an instant as `YYYY-MM-DD`; empty for none. */
export function dayOf(instant: number | null): string {
  if (instant === null) {
    return '';
  }
  const date = new Date(instant);
  if (Number.isNaN(date.getTime()) || date.getFullYear() > 9999) {
    return '';
  }
  const pad = (value: number, length: number): string => String(value).padStart(length, '0');
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1, 2)}-${pad(date.getDate(), 2)}`;
}

function parts(day: string): [number, number, number] | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!found) {
    return null;
  }
  const [year, month, date] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const made = new Date(year, month - 1, date);
  made.setFullYear(year);
  return made.getMonth() === month - 1 && made.getDate() === date && year >= 1 ? [year, month - 1, date] : null;
}

/** True for a day of the calendar: somebody's birthday, the date of a deed. */
export function isDay(day: string): boolean {
  return parts(day) !== null;
}

/** True for a day from 1970 on, which is what the instants of an item can say. */
export function isRecentDay(day: string): boolean {
  const found = parts(day);
  return found !== null && found[0] >= 1970;
}

/** The first millisecond of a day; null when there is no such day. */
export function startOfDay(day: string): number | null {
  const found = parts(day);
  return found ? Math.max(0, new Date(...found).getTime()) : null;
}

/** The last millisecond of a day: what expires on a day may be used on that day. */
export function endOfDay(day: string): number | null {
  const found = parts(day);
  return found ? new Date(...found, 23, 59, 59, 999).getTime() : null;
}
