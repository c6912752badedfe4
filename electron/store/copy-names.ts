/**
 * Names that sync programs, browsers and people give to a copy of a file beside it. A name alone proves nothing: whoever asks looks at the
 * vault's id in the header too. Called by `find-copies.ts`.
 */
const ending = '.latchkey';

const marks: readonly RegExp[] = [
  // Dropbox, Nextcloud, ownCloud in every language: "(Ada's conflicted copy 2026-01-01)"; Google Drive and browsers: "(1)"; our own "(kept …)".
  /^ ?\(.{1,120}\)$/u,
  // Syncthing
  /^\.sync-conflict-\d{8}-\d{6}(-[0-9A-Z]{1,16})?$/u,
  // ownCloud before 2.5
  /^_conflict-\d{8}-\d{6}$/u,
  // iCloud Drive: "Home 2"
  /^ \d{1,3}$/u,
  // OneDrive: the computer's name, "Home-DESKTOP-8K2", and a number for the next one
  /^-[\p{L}\p{N}][\p{L}\p{N}_-]{0,62}$/u,
];

function stemOf(fileName: string): string | null {
  return fileName.toLowerCase().endsWith(ending) ? fileName.slice(0, -ending.length) : null;
}

function isMarked(stem: string, base: string): boolean {
  return stem.startsWith(base) && marks.some((mark) => mark.test(stem.slice(base.length)));
}

/** Whether one looks like a copy of the other: the vault that is open may itself be the copy. */
export function looksLikeCopy(vaultName: string, candidate: string): boolean {
  const [vault, other] = [stemOf(vaultName), stemOf(candidate)];
  return vault !== null && other !== null && vault !== other && (isMarked(other, vault) || isMarked(vault, other));
}

/** What the vault is called as it was left when another took its place. */
export function keptName(vaultName: string, at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${stemOf(vaultName) ?? vaultName} (kept ${day} ${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())})${ending}`;
}
