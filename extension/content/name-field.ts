/**
 * What a field is called by its type, its names and the words beside it, for pages that give no `autocomplete`. Pure: takes what
 * `read-field.ts` read, knows no DOM. Words in the languages most pages are written in.
 */
import type { FieldRole } from './field-hint.ts';

export interface FieldFacts {
  /** `type` of an input; `select` for a list of choices. */
  readonly type: string;
  readonly maxLength: number | null;
  /** Names from the code: name, id, class-free. */
  readonly names: string;
  /** Words a person reads: label, placeholder, aria-label. */
  readonly words: string;
}

interface Pattern {
  readonly role: FieldRole;
  readonly names: RegExp;
  readonly words: RegExp;
  /** Types besides text that it may have. */
  readonly types?: readonly string[];
}

const never = /(?!)/u;

/** Of the first that fits; so the narrow ones stand first. */
const patterns: readonly Pattern[] = [
  { role: 'one-time-code', names: /otp|totp|2fa|mfa|two.?factor|one.?time|verif\w*.?code|auth\w*.?code|security.?code.?2|sms.?code|passcode(?!s)|token.?code/iu, words: /one.?time|verification code|authenticat\w+ code|security code from|6.?digit|einmal(code|pass)|bestätigungscode|code de vérification|código de verificación|codice di verifica/iu, types: ['tel', 'number', 'password'] },
  { role: 'cc-csc', names: /\bcvv2?\b|\bcvc2?\b|\bcsc\b|card.?(code|security|verif)|security.?code|cvn/iu, words: /\bcvv|\bcvc|security code|card code|prüf(nummer|ziffer)|cryptogramme|código de seguridad/iu, types: ['tel', 'number', 'password'] },
  { role: 'cc-exp-month', names: /(exp|card)\w*.?(month|mm\b|mo\b)/iu, words: /exp\w* month|ablaufmonat|mois d.expiration/iu, types: ['tel', 'number', 'select'] },
  { role: 'cc-exp-year', names: /(exp|card)\w*.?(year|yy)/iu, words: /exp\w* year|ablaufjahr|année d.expiration/iu, types: ['tel', 'number', 'select'] },
  { role: 'cc-exp', names: /exp(iry|iration|.?date)|valid.?(thru|until|to)|card.?exp|cc.?exp/iu, words: /expir|valid (thru|until)|mm ?\/ ?yy|gültig bis|ablaufdatum|caducidad|scadenza/iu, types: ['tel', 'month'] },
  { role: 'cc-number', names: /(card|cc).?(num|no\b|nr)|credit.?card|\bpan\b|cardnumber/iu, words: /card number|kartennummer|numéro de (la )?carte|número de (la )?tarjeta|numero della carta|kaartnummer/iu, types: ['tel', 'number'] },
  { role: 'cc-name', names: /(card|cc).?(holder|name|owner)|name.?on.?card/iu, words: /name on (the )?card|card ?holder|karteninhaber|titulaire|titular/iu },
  { role: 'email', names: /e.?mail/iu, words: /e-?mail|courriel|correo|e-?post/iu, types: ['email'] },
  { role: 'username', names: /user.?(name|id)?\b|login|log.?on|account.?(name|id|no|number)|member.?(id|no)|customer.?(id|no)|uname|benutzer|identifiant|usuario|utente|gebruiker|nickname/iu, words: /user ?(name|id)|log.?in( name| id)?|account (name|number)|member(ship)? number|customer number|benutzername|kennung|anmeldename|identifiant|nom d.utilisateur|usuario|nome utente|gebruikersnaam|användarnamn|логин|用户名|ユーザー/iu, types: ['email', 'tel', 'number'] },
  { role: 'given-name', names: /(first|given|fore).?name|fname|vorname|prenom/iu, words: /(first|given) name|vorname|prénom|nombre de pila/iu },
  { role: 'family-name', names: /(last|family|sur).?name|lname|nachname/iu, words: /(last|family) name|surname|nachname|nom de famille|apellido|cognome|achternaam/iu },
  { role: 'tel', names: /phone|mobile|\btel\b|telephone|handy/iu, words: /phone|mobile|telefon|téléphone|teléfono|telefono/iu, types: ['tel', 'number'] },
  { role: 'organization', names: /company|organi[sz]ation|\borg\b|firma/iu, words: /company|organi[sz]ation|firma|société|empresa|azienda/iu },
  { role: 'postal-code', names: /post.?(al|code)|\bzip|plz/iu, words: /postal|post ?code|\bzip|postleitzahl|\bplz\b|code postal|código postal|\bcap\b/iu, types: ['tel', 'number'] },
  { role: 'address-level2', names: /city|town|locality|\bort\b|stadt|ville/iu, words: /city|town|\bort\b|stadt|ville|ciudad|città|plaats/iu },
  { role: 'address-level1', names: /state|province|region|county|bundesland/iu, words: /state|province|region|county|bundesland|provincia/iu, types: ['select'] },
  { role: 'country', names: /country|\bland\b|pays/iu, words: /country|\bland\b|pays|país|paese/iu, types: ['select'] },
  { role: 'address-line2', names: /address.?(line)?.?2|addr2|apt|suite/iu, words: /address line 2|apartment|suite|adresszusatz/iu },
  { role: 'street-address', names: /street|address|addr|strasse|adresse/iu, words: /street|address|straße|anschrift|adresse|dirección|indirizzo/iu },
  { role: 'bday', names: /birth|bday|\bdob\b|geburt/iu, words: /birth|geburt|naissance|nacimiento|nascita/iu, types: ['date'] },
  { role: 'name', names: /^(full.?|your.?|real.?)?name\b/iu, words: /^\s*(full |your )?name\b|vollständiger name|nom complet|nombre completo/iu },
];

const newWords = /new|create|choose|confirm|repeat|retype|re-?enter|again|verify|neu|wiederhol|bestätig|nouveau|confirme|nuev|repet|nuov|conferma|nieuw|herhaal|sign.?up|regist|reg_|pass(word)?2|_2\b/iu;
const currentWords = /current|old|existing|present|aktuell|alt(es)?\b|bisherig|actuel|ancien|actual|antigu|attuale|vecchi|huidig/iu;

/** A password field by its words alone; the form it stands in may know better (`read-form.ts`). */
function namePassword(facts: FieldFacts): FieldRole | 'password' {
  const all = `${facts.names} ${facts.words}`;
  if (currentWords.test(all)) {
    return 'current-password';
  }
  return newWords.test(all) ? 'new-password' : 'password';
}

const isSearch = (facts: FieldFacts): boolean => facts.type === 'search' || /search|query|\bq\b|suche|recherche|buscar|captcha|coupon|promo|voucher|gift.?card/iu.test(`${facts.names} ${facts.words}`);

const textTypes: readonly string[] = ['text', '', 'email', 'tel', 'number', 'month', 'date', 'select', 'password'];

/** Names in code run words together: `userName`, `user_name`, `login[email]`. */
const spaced = (names: string): string => names.replaceAll(/([a-z])([A-Z])/gu, '$1 $2').replaceAll(/[_\-[\].:]+/gu, ' ');

export function nameField(facts: FieldFacts): FieldRole | 'password' | null {
  if (!textTypes.includes(facts.type) || isSearch(facts)) {
    return null;
  }
  const names = spaced(facts.names);
  const found = patterns.find(({ types = [], ...pattern }) => {
    const isOfType = facts.type === 'text' || facts.type === '' || types.includes(facts.type);
    return isOfType && (pattern.names.test(names) || (pattern.words ?? never).test(facts.words));
  });
  if (facts.type === 'password') {
    // A code is short; a long "passcode" is a password.
    const isCode = found?.role === 'cc-csc' || (found?.role === 'one-time-code' && (facts.maxLength ?? 64) <= 10);
    return isCode && found !== undefined ? found.role : namePassword({ ...facts, names });
  }
  if (found !== undefined) {
    return found.role;
  }
  return facts.type === 'email' ? 'email' : facts.type === 'tel' && facts.maxLength === null ? 'tel' : null;
}
