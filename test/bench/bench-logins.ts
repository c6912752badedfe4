/**
 * The logins every contestant of `npm run bench` gets: plausible, and the same for the same size every time. A tenth has a one-time code, a tenth
 * tags, one in a hundred an attachment of 20 KB. Everything is made up. Knows no contestant.
 */

export type BenchLogin = {
  /** Unlike every other's, so that a contestant that finds entries by title can be asked for one. */
  readonly title: string;
  readonly username: string;
  readonly password: string;
  readonly url: string;
  readonly note: string;
  /** An `otpauth://` address. */
  readonly totp: string | null;
  readonly tags: readonly string[];
  readonly attachment: { readonly fileName: string; readonly content: Uint8Array } | null;
};

export const attachmentBytes = 20 * 1_024;

const firstWords = [
  'Amber', 'Birch', 'Cedar', 'Copper', 'Delta', 'Ember', 'Falcon', 'Garnet', 'Harbour', 'Indigo', 'Juniper', 'Kestrel', 'Lumen', 'Maple', 'North',
  'Ocean', 'Pine', 'Quartz', 'River', 'Sable', 'Tidal', 'Umber', 'Violet', 'Willow', 'Yarrow', 'Zephyr', 'Alder', 'Basalt', 'Cobalt', 'Dune',
];
const lastWords = [
  'Bank', 'Mail', 'Cloud', 'Library', 'Airways', 'Market', 'Games', 'Press', 'Health', 'Energy', 'Studio', 'Forum', 'Travel', 'Music', 'School',
  'Post', 'Rail', 'Books', 'Photo', 'Kitchen', 'Garden', 'Legal', 'Tax', 'Fitness', 'Cinema', 'News', 'Code', 'Host', 'Pay', 'Insurance',
];
const givenNames = ['mara', 'jonas', 'ines', 'tariq', 'wei', 'olga', 'samuel', 'priya', 'lucas', 'aiko', 'noah', 'zainab', 'emil', 'carla', 'yusuf', 'freya'];
const familyNames = ['lindqvist', 'okafor', 'moreau', 'haddad', 'zhang', 'novak', 'keller', 'rao', 'silva', 'tanaka', 'byrne', 'osei', 'dahl', 'ricci', 'demir', 'holm'];
const mailHosts = ['example.org', 'mail.example.com', 'post.example.net', 'studio-nord.example'];
const tagNames = ['work', 'family', 'money', 'travel', 'shared', 'old', 'servers', 'school'];
const remarks = [
  'Security question: the street by the canal.', 'Renews in spring; cancel before.', 'Shared with the studio.', 'Customer number on the last invoice.',
  'The second account, for receipts only.', 'Call before changing the address.',
];
const passwordLetters = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#%*+-';
const base32Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Mulberry32: small, even enough for names, and not for secrets. */
export function makeDice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

function pick<T>(dice: (sides: number) => number, list: readonly T[]): T {
  const picked = list[dice(list.length)];
  if (picked === undefined) {
    throw new RangeError('nothing to pick from');
  }
  return picked;
}

function letters(dice: (sides: number) => number, from: string, count: number): string {
  return Array.from({ length: count }, () => from.charAt(dice(from.length))).join('');
}

export function makeBenchLogin(place: number): BenchLogin {
  // One seed each: the thousandth login is the same whatever comes before it.
  const dice = makeDice(place * 2_654_435_761 + 1);
  const first = pick(dice, firstWords);
  const last = pick(dice, lastWords);
  const given = pick(dice, givenNames);
  const family = pick(dice, familyNames);
  const title = `${first} ${last} ${place + 1}`;
  const username = dice(2) === 0 ? `${given}.${family}@${pick(dice, mailHosts)}` : `${given}${family.slice(0, 3)}${dice(90) + 10}`;
  const host = `${pick(dice, ['www', 'login', 'my', 'id'])}.${first}${last}${dice(400)}.example`.toLowerCase();
  return {
    title,
    username,
    password: letters(dice, passwordLetters, 12 + dice(13)),
    url: `https://${host}/${pick(dice, ['login', 'account', 'signin', 'users/sign_in'])}`,
    note: `${pick(dice, remarks)}${dice(3) === 0 ? ` ${pick(dice, remarks)}` : ''}`,
    totp: place % 10 === 3 ? `otpauth://totp/${first}${last}:${given}?secret=${letters(dice, base32Letters, 32)}&issuer=${first}${last}` : null,
    tags: place % 10 === 7 ? [...new Set([pick(dice, tagNames), pick(dice, tagNames)])] : [],
    attachment: place % 100 === 50 ? { fileName: `scan-${place + 1}.bin`, content: Uint8Array.from({ length: attachmentBytes }, () => dice(256)) } : null,
  };
}

export function* benchLogins(size: number): Generator<BenchLogin> {
  for (let place = 0; place < size; place += 1) {
    yield makeBenchLogin(place);
  }
}

/** As Chrome writes them; what its columns do not hold is left out. */
export function chromeCsvOf(logins: Iterable<BenchLogin>): string {
  const lines = ['name,url,username,password,note'];
  for (const { title, url, username, password, note } of logins) {
    lines.push([title, url, username, password, note].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
  }
  return `${lines.join('\n')}\n`;
}

/**
 * What somebody types into the search field, keystroke by keystroke: a word growing letter by letter, one letter, two words, what is in no login.
 */
export function keystrokesFor(size: number, sequences = 40): readonly string[] {
  const dice = makeDice(size + 17);
  const grow = (text: string): string[] => Array.from({ length: text.length }, (_, place) => text.slice(0, place + 1));
  return Array.from({ length: sequences }, (_, place) => {
    const { title, username, url } = makeBenchLogin(dice(size));
    switch (place % 5) {
      case 0:
        return grow(title.toLowerCase().split(' ')[0] ?? '');
      case 1:
        return grow(username.slice(0, 8));
      case 2:
        return grow(`${pick(dice, lastWords).toLowerCase()} ${pick(dice, givenNames).slice(0, 4)}`);
      case 3:
        return grow(new URL(url).hostname.split('.')[1]?.slice(0, 9) ?? '');
      default:
        return grow('qxzjv');
    }
  }).flat();
}
