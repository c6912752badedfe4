/**
 * From a focused field to a filled form: reads the form, opens the chooser, asks the background, fills. Opens by itself only after a
 * person did something; a page that moves the focus on its own shows nothing.
 */
import type { FormPlace, FrameAnswer, Offer, ToPage } from '../messages/content-messages.ts';
import { chooserWords } from '../words/chooser-words.ts';
import { askBackground } from './ask-background.ts';
import { openChooser, type Chooser } from './chooser.ts';
import { sentenceView, suggestionView, type View } from './chooser-view.ts';
import type { FieldRole } from './field-hint.ts';
import { canSee, isSafe } from './field-safety.ts';
import { actionOf, fillForm } from './fill-form.ts';
import { pageRulesOf } from './page-rules.ts';
import { deepFocus, fieldsBelow, isField, type PageField } from './page-tree.ts';
import { typeOf } from './read-field.ts';
import { readForm, type PageForm } from './read-form.ts';
import { canTellVisibility } from './watch-seen.ts';
import { fieldsToAsk, sourceOf } from './value-for-role.ts';
import { viewOfOffers } from './offers-view.ts';

const now = (): number => performance.now();

interface Opened {
  readonly chooser: Chooser;
  readonly form: PageForm;
  readonly asked: { crossSiteAsked: boolean; elsewhereAsked: boolean };
}

const isFramed = (): boolean => window.top !== window;

export function makeFieldWatch() {
  let opened: Opened | null = null;
  /** The field whose chooser the user closed: it stays closed until the focus comes anew. */
  let declined: PageField | null = null;
  let isFilling = false;

  function formAt(field: PageField): PageForm | null {
    const form = readForm(field, canSee, now);
    return form !== null && isSafe(field, null) ? form : null;
  }

  const roleOf = (form: PageForm, field: PageField): FieldRole | null => form.fields.find((one) => one.field === field)?.role ?? null;

  const placeOf = ({ form, asked }: Opened): FormPlace => ({ action: actionOf(form), ...asked });

  async function open(field: PageField, focusedAt: number, byHand: boolean): Promise<void> {
    opened?.chooser.close();
    const form = formAt(field);
    const role = form === null ? null : roleOf(form, field);
    if (form === null || role === null) {
      return;
    }
    const chooser = openChooser(field, focusedAt, () => {
      if (opened?.chooser === chooser) {
        opened = null;
      }
    });
    const mine: Opened = { chooser, form, asked: { crossSiteAsked: false, elsewhereAsked: false } };
    opened = mine;
    if (role === 'new-password') {
      await offerSuggestion(mine, byHand);
    } else if (form.purpose === 'sign-up' && !byHand) {
      // A name for an account that does not exist yet: nothing to offer.
      chooser.close();
    } else {
      await offerItems(mine, byHand);
    }
  }

  async function offerSuggestion(mine: Opened, byHand: boolean): Promise<void> {
    const made = await askBackground({ type: 'suggest', rules: pageRulesOf(mine.form, mine.chooser.field) });
    if (made !== null) {
      mine.chooser.show(suggestionView(made.value, () => choose(mine, () => fillPassword(mine, made.value))));
    } else if (byHand) {
      mine.chooser.show(sentenceView(chooserWords.noSuggestion));
    } else {
      mine.chooser.close();
    }
  }

  async function offerItems(mine: Opened, byHand: boolean): Promise<void> {
    const answer = (await askBackground({ type: 'offers', purpose: mine.form.purpose, form: placeOf(mine) })) ?? { state: 'absent' as const };
    // SECURITY: where no browser tells what lies over a frame, a frame of another site could be covered by the page around it.
    if (answer.state === 'absent' || (answer.state === 'question' && answer.about === 'frame' && isFramed() && !canTellVisibility())) {
      if (byHand) {
        mine.chooser.show(sentenceView(chooserWords.failed(answer.state === 'absent' ? 'absent' : 'cross-site')));
      } else {
        mine.chooser.close();
      }
      return;
    }
    mine.chooser.show(
      viewOfOffers(answer, mine.form.purpose, {
        choose: (offer) => choose(mine, () => fillItem(mine, offer)),
        agree: (about) => choose(mine, () => {
          mine.asked[about === 'frame' ? 'crossSiteAsked' : 'elsewhereAsked'] = true;
          return offerItems(mine, true);
        }),
        unlock: () => choose(mine, async () => {
          say(mine, sentenceView(chooserWords.unlockAsked));
          await askBackground({ type: 'unlock' });
        }),
      }),
    );
  }

  const say = (mine: Opened, view: View): void => mine.chooser.show(view);

  /** SECURITY: every choice comes through here. */
  function choose(mine: Opened, act: () => Promise<void> | void): void {
    if (opened !== mine || isFilling) {
      return;
    }
    if (!mine.chooser.wasSeen()) {
      return;
    }
    void act();
  }

  async function fillItem(mine: Opened, offer: Offer): Promise<void> {
    const filled = await fill(mine.form, mine.chooser.field, offer.itemId, offer.hasTotp, mine.chooser.host, placeOf(mine));
    if (filled.ok) {
      mine.chooser.close();
    } else {
      say(mine, sentenceView(filled.why));
    }
  }

  function fillPassword(mine: Opened, value: string): void {
    isFilling = true;
    const count = fillForm(mine.form, mine.chooser.field, { of: (role) => (role === 'new-password' ? value : undefined) }, { canSee, now, ours: mine.chooser.host });
    isFilling = false;
    if (count > 0) {
      mine.chooser.close();
    } else {
      say(mine, sentenceView(chooserWords.changed));
    }
  }

  async function fill(form: PageForm, focused: PageField, itemId: string, hasTotp: boolean, ours: Element | null, place: FormPlace): Promise<{ readonly ok: true } | { readonly ok: false; readonly why: string }> {
    const roles = form.fields.map(({ role }) => role);
    isFilling = true;
    try {
      const answer = await askBackground({ type: 'fill', itemId, fields: [...fieldsToAsk(roles)], withCode: hasTotp && roles.includes('one-time-code'), form: place });
      if (answer === null || !answer.ok) {
        return { ok: false, why: chooserWords.failed(answer?.failure ?? 'absent') };
      }
      const values = new Map(answer.values.map(({ field, value }) => [field, value]));
      const of = (role: FieldRole): string | undefined => (role === 'one-time-code' ? (answer.code ?? undefined) : values.get(sourceOf(role) ?? ''));
      return fillForm(form, focused, { of }, { canSee, now, ours }) > 0 ? { ok: true } : { ok: false, why: chooserWords.notSeen };
    } finally {
      isFilling = false;
    }
  }

  /** The popup's choice: into the form that has the focus, else the first one that fits. */
  async function fillFromPopup(itemId: string, kind: 'login' | 'card' | 'identity'): Promise<FrameAnswer> {
    const fits = (form: PageForm): boolean => (kind === 'login' ? ['login', 'username', 'change', 'code'].includes(form.purpose) : form.purpose === kind);
    const found = findForm(fits);
    if (found === null) {
      return { filled: false };
    }
    const place = { action: actionOf(found.form), crossSiteAsked: false, elsewhereAsked: false };
    const done = await fill(found.form, found.field, itemId, true, null, place);
    return { filled: done.ok };
  }

  function findForm(fits: (form: PageForm) => boolean): { readonly form: PageForm; readonly field: PageField } | null {
    const focused = deepFocus();
    const candidates = [...(isField(focused) ? [focused] : []), ...fieldsBelow(document, now)];
    const until = now() + 200;
    for (const field of candidates) {
      const form = now() < until ? formAt(field) : null;
      if (form !== null && fits(form) && roleOf(form, field) !== null) {
        return { form, field };
      }
    }
    return null;
  }

  function focusMoved(event: Event): void {
    if (isFilling) {
      return;
    }
    const field = deepFocus();
    if (opened !== null && field === opened.chooser.field) {
      return;
    }
    opened?.chooser.close();
    declined = null;
    // A page that puts the focus somewhere by itself has not been asked to.
    if (isField(field) && navigator.userActivation.isActive) {
      void open(field, event.timeStamp, false);
    }
  }

  function clicked(event: Event): void {
    const field = deepFocus();
    if (event.isTrusted && opened === null && isField(field) && field !== declined && event.composedPath()[0] === field) {
      void open(field, event.timeStamp, false);
    }
  }

  function keyDown(event: KeyboardEvent): void {
    if (opened?.chooser.key(event) === true) {
      if (event.key === 'Escape') {
        declined = isField(deepFocus()) ? opened?.chooser.field ?? declined : null;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  /** Who types means to type. */
  function typed(event: Event): void {
    const field = deepFocus();
    if (opened !== null && !isFilling && event.isTrusted && isField(field) && typeOf(field) === 'password') {
      declined = field;
      opened.chooser.close();
    }
  }

  return {
    start(): void {
      addEventListener('focusin', focusMoved, true);
      addEventListener('focusout', () => void setTimeout(() => void (opened !== null && deepFocus() !== opened.chooser.field ? opened.chooser.close() : undefined)), true);
      addEventListener('pointerup', clicked, true);
      addEventListener('keydown', keyDown, true);
      addEventListener('input', typed, true);
      addEventListener('pagehide', () => opened?.chooser.close());
    },
    told(message: ToPage): Promise<FrameAnswer> | null {
      switch (message.type) {
        case 'open-chooser': {
          const field = deepFocus();
          if (isField(field) && document.hasFocus()) {
            void open(field, now(), true);
          }
          return null;
        }
        case 'fill-item':
          return fillFromPopup(message.itemId, message.kind);
        case 'fill-password': {
          const found = findForm((form) => form.fields.some(({ role }) => role === 'new-password'));
          return Promise.resolve({ filled: found !== null && fillForm(found.form, found.field, { of: (role) => (role === 'new-password' ? message.value : undefined) }, { canSee, now, ours: null }) > 0 });
        }
        case 'stale':
          if (opened !== null && !isFilling) {
            void offerAgain(opened);
          }
          return null;
      }
    },
  };

  /** The vault was opened, locked or changed while the chooser stood there. */
  async function offerAgain(mine: Opened): Promise<void> {
    if (roleOf(mine.form, mine.chooser.field) !== 'new-password') {
      await offerItems(mine, false);
    }
  }
}
