/** What to say about a passphrase that could be stronger; keys are zxcvbn's. */

const warnings: Readonly<Record<string, string>> = {
  straightRow: 'A row of keys on the keyboard is tried early.',
  keyPattern: 'A pattern on the keyboard is tried early.',
  simpleRepeat: 'One sign repeated adds very little.',
  extendedRepeat: 'A group of signs repeated adds very little.',
  sequences: 'A run such as abc or 123 is tried early.',
  recentYears: 'Years are tried early.',
  dates: 'Dates are tried early.',
  topTen: 'This is one of the ten most used passwords.',
  topHundred: 'This is one of the hundred most used passwords.',
  common: 'This is a password that many people use.',
  similarToCommon: 'This is close to a password that many people use.',
  wordByItself: 'A single word is found quickly.',
  namesByThemselves: 'A single name is found quickly.',
  commonNames: 'Common names are tried early.',
  userInputs: 'This holds the name of the vault.',
};

const usual = 'Add words that have nothing to do with each other.';

/** A sentence for a score below "strong"; null where there is nothing to better. */
export function strengthAdvice(score: number, warning: string | null): string | null {
  if (score >= 3) {
    return null;
  }
  const said = warning === null || !Object.hasOwn(warnings, warning) ? undefined : warnings[warning];
  return said === undefined ? usual : `${said} ${usual}`;
}
