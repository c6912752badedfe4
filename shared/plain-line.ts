/**
 * One line of text that shows as what it is. Titles and names that come from elsewhere could else turn the reading direction of what
 * stands beside them (`gpj.exe` read as `exe.jpg`). Pure; called wherever a title or a name enters the vault.
 */

// The marks that override or embed a direction, and controls but for blanks of all kinds, which the page shows as one. Marks that
// words are written with (joiners) stay.
const turning = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** SECURITY: keeps a stranger's title from disguising itself or its neighbours. */
export function plainLine(text: string): string {
  return text.replaceAll(turning, '');
}

/** As `plainLine`, and on one line also where nobody folds blanks: a name with a line break could add lines of its own in a terminal. */
export function oneLine(text: string): string {
  return plainLine(text).replaceAll(/[\s\u2028\u2029]+/gu, ' ');
}
