/**
 * Notices that a login is being sent: a form's submit, a button, Enter in a password field, and the page going away. Tells the background
 * what stood in the fields; whether that is worth keeping is judged by the application, and the page hears nothing of it.
 */
import { composedParent, deepFocus, isField, type PageField } from './page-tree.ts';
import { readForm, type PageForm } from './read-form.ts';
import { typeOf } from './read-field.ts';

export interface SentLogin {
  readonly username: string;
  /** Null at the first step of a login in two. */
  readonly password: string | null;
}

function readSent(form: PageForm): SentLogin | null {
  const valueOf = (role: string): string => form.fields.find((one) => one.role === role && one.field.value !== '')?.field.value ?? '';
  switch (form.purpose) {
    case 'username':
      return valueOf('username') === '' ? null : { username: valueOf('username'), password: null };
    case 'login':
    case 'sign-up':
    case 'change': {
      const password = valueOf('new-password') === '' ? valueOf('current-password') : valueOf('new-password');
      return password === '' ? null : { username: valueOf('username'), password };
    }
    case 'code':
    case 'card':
    case 'identity':
      return null;
  }
}

function looksLikeButton(target: EventTarget | null): boolean {
  for (let node = target instanceof Element ? target : null, depth = 0; node !== null && depth < 5; node = composedParent(node), depth += 1) {
    if (node.matches('button, input[type=submit], input[type=image], input[type=button], [role=button], a[href]')) {
      return true;
    }
  }
  return false;
}

/** Reading a form must not depend on how it looks at this moment: pages hide it when it is sent. */
const anyField = (): boolean => true;

/** @param prepare called when somebody is in a password field: what is sent later must find its way at once. */
export function watchSending(told: (sent: SentLogin) => void, prepare: () => void, now: () => number): void {
  /** Fields somebody was in, newest last; a page may hold a thousand. */
  let visited: readonly PageField[] = [];
  let last = '';

  function look(): void {
    const live = visited.filter((field) => field.isConnected && field.value !== '');
    const field = live.findLast((one) => typeOf(one) === 'password') ?? live.at(-1);
    const form = field === undefined ? null : readForm(field, anyField, now);
    const sent = form === null ? null : readSent(form);
    // Submit, click and leaving tell of one act three times.
    const key = sent === null ? '' : JSON.stringify([sent.username, sent.password]);
    if (sent !== null && key !== last) {
      last = key;
      told(sent);
    }
  }

  function visit(): void {
    const field = deepFocus();
    if (isField(field)) {
      visited = [...visited.filter((one) => one !== field), field].slice(-20);
      if (typeOf(field) === 'password') {
        prepare();
      }
    }
  }

  addEventListener('focusin', visit, true);
  addEventListener('input', visit, true);
  addEventListener('submit', look, true);
  addEventListener('click', (event) => void (event.isTrusted && visited.length > 0 && looksLikeButton(event.composedPath()[0] ?? null) ? look() : undefined), true);
  addEventListener('keydown', (event) => void (event.isTrusted && event.key === 'Enter' && isField(deepFocus()) ? look() : undefined), true);
  addEventListener('pagehide', look);
}
