/** Dates as people read them. Pure: the present moment is passed in. */
const dayMs = 86_400_000;

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const monthAndYear = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' });

function midnightOf(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Whole calendar days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: number, to: number): number {
  return Math.round((midnightOf(to) - midnightOf(from)) / dayMs);
}

/** `12 Oct`, or `12 Oct 2021` outside the present year. */
export function dateWords(at: number, now: number): string {
  return (new Date(at).getFullYear() === new Date(now).getFullYear() ? day : dayAndYear).format(at);
}

/** `today, 14:02` · `yesterday, 09:10` · `12 Oct, 14:02`. */
export function momentWords(at: number, now: number): string {
  const days = daysBetween(at, now);
  const date = days === 0 ? 'today' : days === 1 ? 'yesterday' : dateWords(at, now);
  return `${date}, ${clockTime.format(at)}`;
}

/** `just now` · `5 minutes ago` · `2 hours ago` · `yesterday` · `6 days ago` · `12 Oct`. */
export function agoWords(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) {
    return 'just now';
  }
  if (minutes < 60) {
    return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`;
  }
  const days = daysBetween(at, now);
  if (days === 0) {
    const hours = Math.floor(minutes / 60);
    return hours === 1 ? '1 hour ago' : `${hours} hours ago`;
  }
  if (days === 1) {
    return 'yesterday';
  }
  return days < 7 ? `${days} days ago` : dateWords(at, now);
}

/** A `YYYY-MM-DD` or `YYYY-MM` field as it is read; what is neither stays as it was written. */
export function fieldDateWords(value: string): string {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(value);
  if (!match) {
    return value;
  }
  const at = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3] ?? 1));
  if (Number.isNaN(at.getTime())) {
    return value;
  }
  return match[3] === undefined ? monthAndYear.format(at) : dayAndYear.format(at);
}
