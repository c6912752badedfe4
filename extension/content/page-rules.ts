/** What the page's password fields demand, as they say it: `passwordrules`, `minlength`, `maxlength`, `pattern`. The application reads the rules. */
import type { PageRules } from '../messages/content-messages.ts';
import type { PageField } from './page-tree.ts';
import type { PageForm } from './read-form.ts';

const length = (value: number): number | null => (value >= 0 && value <= 10_000 ? value : null);

function rulesOf(field: PageField): PageRules {
  const text = (name: string): string | null => field.getAttribute(name)?.slice(0, 1_000) ?? null;
  const bounds = field instanceof HTMLInputElement ? { minlength: length(field.minLength), maxlength: length(field.maxLength) } : { minlength: null, maxlength: null };
  return { passwordrules: text('passwordrules'), pattern: text('pattern'), ...bounds };
}

const larger = (one: number | null, other: number | null): number | null => (one === null ? other : other === null ? one : Math.max(one, other));
const smaller = (one: number | null, other: number | null): number | null => (one === null ? other : other === null ? one : Math.min(one, other));

/** The password goes into each of the form's fields for a new one, so it obeys all of them. */
export function pageRulesOf(form: PageForm, focused: PageField): PageRules {
  const fields = [focused, ...form.fields.filter(({ role, field }) => role === 'new-password' && field !== focused).map(({ field }) => field)];
  return fields.map(rulesOf).reduce((all, one) => ({
    passwordrules: all.passwordrules ?? one.passwordrules,
    pattern: all.pattern ?? one.pattern,
    minlength: larger(all.minlength, one.minlength),
    maxlength: smaller(all.maxlength, one.maxlength),
  }));
}
