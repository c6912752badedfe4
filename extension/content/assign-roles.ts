/**
 * What each field of one form wants, once all of them are known: which of several passwords is the old one, which text is the username,
 * whether this signs in, signs up or pays. Pure, over any kind of field; called by `read-form.ts`.
 */
import type { FormPurpose } from '../messages/content-messages.ts';
import type { FieldRole } from './field-hint.ts';

export interface CandidateField<F> {
  readonly field: F;
  readonly role: FieldRole | 'password' | null;
  readonly section: string;
  readonly isHinted: boolean;
  readonly isText: boolean;
  /** Its greatest length, for codes written a digit a field. */
  readonly digits: number | null;
}

export interface PlacedField<F> {
  readonly field: F;
  readonly role: FieldRole;
  /** Place of the digit in a code that is written a digit a field; null for a whole value. */
  readonly digit: number | null;
}

interface Around<F> {
  readonly focused: F;
  readonly words: string;
  readonly hasHiddenPassword: boolean;
}

interface Assigned<F> {
  readonly purpose: FormPurpose;
  readonly fields: readonly PlacedField<F>[];
}

const signUpWords = /sign.?up|regist|create (an |your )?account|join\b|get started|konto (erstellen|anlegen)|inscri|créer|crear|registr|iscriviti|aanmelden als/iu;
const signInWords = /sign.?in|log.?in|log.?on|signin|anmeld|einlogg|connexion|se connecter|iniciar|acced|inloggen|continue|next|weiter|suivant|siguiente|auth/iu;
const letterWords = /subscri|newsletter|notify|abonn|contact|search|feedback|comment/iu;

const isPassword = (role: CandidateField<unknown>['role']): boolean => role === 'password' || role === 'current-password' || role === 'new-password';

type Passwords<F> = readonly { readonly one: CandidateField<F>; readonly role: 'current-password' | 'new-password' }[];

/** The form's words count only where the fields' own say nothing. */
function judgePasswords<F>(passwords: readonly CandidateField<F>[], words: string): Passwords<F> {
  const undecided = passwords.filter(({ role }) => role === 'password');
  const hasNew = passwords.some(({ role }) => role === 'new-password');
  const hasCurrent = passwords.some(({ role }) => role === 'current-password');
  const signsUp = signUpWords.test(words) && !/(^|\W)(log|sign).?in(\W|$)/iu.test(words);
  return passwords.map((one) => {
    if (one.role === 'current-password' || one.role === 'new-password') {
      return { one, role: one.role };
    }
    const isFirst = undecided[0] === one;
    if (hasCurrent) {
      return { one, role: 'new-password' };
    }
    if (hasNew) {
      // "Password" beside "repeat password" is new; with two or more new ones after it, it is the old one.
      const news = passwords.filter(({ role }) => role === 'new-password').length;
      return { one, role: news >= 2 && isFirst ? 'current-password' : 'new-password' };
    }
    if (undecided.length >= 3) {
      return { one, role: isFirst ? 'current-password' : 'new-password' };
    }
    return { one, role: undecided.length === 2 || signsUp ? 'new-password' : 'current-password' };
  });
}

function findUsername<F>(candidates: readonly CandidateField<F>[], firstPassword: CandidateField<F>): CandidateField<F> | undefined {
  const hinted = candidates.find(({ role, isHinted }) => role === 'username' && isHinted);
  if (hinted !== undefined) {
    return hinted;
  }
  const before = candidates.slice(0, candidates.indexOf(firstPassword)).filter(({ isText }) => isText);
  const named = before.filter(({ role }) => role === 'username' || role === 'email');
  // The nearest that is called a name; else the one right before the password, if nothing calls it something else.
  return named.findLast(({ role }) => role === 'username') ?? named.at(-1) ?? before.findLast(({ role }) => role === null || role === 'tel');
}

function placePasswords<F>(candidates: readonly CandidateField<F>[], around: Around<F>): Assigned<F> | null {
  const passwords = candidates.filter(({ role }) => isPassword(role));
  const [first] = passwords;
  if (first === undefined) {
    return null;
  }
  const judged = judgePasswords(passwords, around.words);
  const username = findUsername(candidates, first);
  const hasCurrent = judged.some(({ role }) => role === 'current-password');
  const hasNew = judged.some(({ role }) => role === 'new-password');
  const others = candidates.filter((one) => !isPassword(one.role) && one !== username);
  const placed: PlacedField<F>[] = [
    ...(username === undefined ? [] : [{ field: username.field, role: 'username' as const, digit: null }]),
    ...judged.map(({ one, role }) => ({ field: one.field, role, digit: null })),
  ];
  const purpose: FormPurpose = hasNew ? (hasCurrent ? 'change' : 'sign-up') : 'login';
  if (!placed.some(({ field }) => field === around.focused)) {
    const focused = others.find(({ field }) => field === around.focused);
    return focused === undefined ? null : placeRest(candidates.filter((one) => !isPassword(one.role)), around);
  }
  const codes = placeCode(others);
  return { purpose, fields: purpose === 'login' && codes !== null ? [...placed, ...codes] : placed };
}

/** One field for the whole code, or a row of fields of one digit each. */
function placeCode<F>(candidates: readonly CandidateField<F>[]): readonly PlacedField<F>[] | null {
  const single = candidates.filter(({ digits, isText }) => isText && digits === 1);
  const named = candidates.filter(({ role }) => role === 'one-time-code');
  const whole = named.find(({ digits }) => digits !== 1);
  if (whole !== undefined) {
    return [{ field: whole.field, role: 'one-time-code', digit: null }];
  }
  if (single.length >= 6 && single.length <= 8) {
    return single.map(({ field }, digit) => ({ field, role: 'one-time-code', digit }));
  }
  return null;
}

const isCard = (role: FieldRole): boolean => role.startsWith('cc-');
const isOfLogin = (role: FieldRole): boolean => role === 'username' || role === 'current-password' || role === 'new-password' || role === 'one-time-code';

/** Forms without a password of ours: a code, the first step of a login, a card, a person. */
function placeRest<F>(candidates: readonly CandidateField<F>[], around: Around<F>): Assigned<F> | null {
  const focused = candidates.find(({ field }) => field === around.focused);
  if (focused === undefined) {
    return null;
  }
  const codes = placeCode(candidates);
  if (codes?.some(({ field }) => field === around.focused) === true) {
    return { purpose: 'code', fields: codes };
  }
  const { role } = focused;
  if (role === null || role === 'password') {
    return null;
  }
  const named = candidates.flatMap(({ field, role: other, section }) => (other === null || other === 'password' || section !== focused.section ? [] : [{ field, role: other, digit: null }]));
  if (isCard(role)) {
    return { purpose: 'card', fields: named.filter(({ role: other }) => isCard(other)) };
  }
  if (isFirstStep(focused, candidates, around)) {
    return { purpose: 'username', fields: [{ field: focused.field, role: 'username', digit: null }] };
  }
  const person = named.filter(({ role: other }) => !isCard(other) && !isOfLogin(other));
  return isOfLogin(role) || person.length === 0 ? null : { purpose: 'identity', fields: person };
}

function isFirstStep<F>(focused: CandidateField<F>, candidates: readonly CandidateField<F>[], { words, hasHiddenPassword }: Around<F>): boolean {
  if (focused.role === 'username') {
    return focused.isHinted || !letterWords.test(words);
  }
  const isAlone = candidates.filter(({ role }) => role !== null).length === 1;
  return (focused.role === 'email' || focused.role === 'tel') && isAlone && !letterWords.test(words) && (hasHiddenPassword || signInWords.test(words));
}

export function assignRoles<F>(candidates: readonly CandidateField<F>[], around: Around<F>): Assigned<F> | null {
  return placePasswords(candidates, around) ?? (candidates.some(({ role }) => isPassword(role)) ? null : placeRest(candidates, around));
}
