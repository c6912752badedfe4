/** Words of the dialogs about security keys: which one, its PIN, how it is spoken to. The touch itself: `unlock.ts`. */

/** From how many tries on it is worth a warning: a key has eight, and takes three in a row. */
const fewTries = 3;

const tries = (count: number): string => (count === 1 ? 'One try is left' : `${count} tries are left`);

/** What a number of tries means, where it is worth a word. */
function triesLine(left: number | null): string | null {
  if (left === null || left > fewTries) {
    return null;
  }
  return left === 1 ? 'One try is left; if it is wrong, the PIN is blocked for good.' : `${tries(left)}; then the PIN is blocked for good.`;
}

export const keyWords = {
  insert: (names: readonly string[]) => (names.length === 1 ? `Put in “${names[0] ?? ''}”` : 'Put in your security key'),
  insertLine: 'Nothing is plugged in.',
  choose: 'Touch the key you want',
  chooseLine: (count: number) => `${count} keys are blinking.`,
  finger: 'Your fingerprint, please.',

  pinTitle: (product: string) => (product === '' ? 'PIN of your security key' : `PIN of “${product}”`),
  pinLabel: 'PIN',
  pinLine: 'It stays on this computer, and is forgotten once the key has it.',
  pinWrong: (left: number | null) => (left === null || left <= fewTries ? 'This PIN is wrong.' : `This PIN is wrong. ${tries(left)}.`),
  triesLine,
  goOn: 'Go on',

  newPinTitle: { 'none-set': 'Set a PIN for your key', 'must-change': 'Your key wants another PIN', wanted: 'Set or change the PIN' },
  newPinLine: {
    'none-set': 'This key has no PIN yet. With one, whoever merely holds it cannot use it. Keep it in mind: nobody can look it up.',
    'must-change': 'It takes no other use before its PIN is changed.',
    wanted: 'The PIN is kept by the key alone. Keep it in mind: nobody can look it up.',
  },
  currentPin: 'PIN until now',
  newPin: 'New PIN',
  newPinHint: 'Four characters at least; letters are allowed.',
  repeatPin: 'New PIN once more',
  setPin: 'Set PIN',
  currentWrong: (left: number | null) => (left === null ? 'This is not the PIN of the key.' : `This is not the PIN of the key. ${tries(left)}.`),
  pinRefused: 'The key did not take this PIN. Choose a longer one, and not the one it had.',
  pinTooShort: 'A PIN has four characters at least.',
  pinTooLong: 'A PIN has 63 characters at most, fewer with accents.',
  pinsDiffer: 'The two do not match.',

  sectionTitle: 'Security keys',
  way: 'Speak to keys through',
  wayLine: 'Of itself, Latchkey takes what your system allows.',
  ways: { automatic: 'What suits this system', libfido2: 'Latchkey itself', webauthn: 'The system or browser engine' },
  pinRow: 'PIN of a key',
  pinRowLine: 'Sets the first one, or changes the one it has.',
  pinRowElsewhere: 'On this system, the system asks for PINs. Change them in its settings.',
  changePin: 'Set or change…',
  pinChanged: 'The key has its new PIN.',
  waiting: 'Looking for keys',

  virtual: 'This key is not real: it is made of software, for development. Its secrets lie in a file.',
} as const;
