/**
 * The page's tree with its shadow trees, closed ones too, in reading order and bounded. A page of 5,000 inputs, or of a million
 * elements, costs no more than the bounds say. Reads only; called by `find-fields.ts`, `read-form.ts` and `field-safety.ts`.
 */
export type PageField = HTMLInputElement | HTMLSelectElement;

export const treeBounds = { elements: 60_000, fields: 400, roots: 300, milliseconds: 25 } as const;

/** Browsers give extensions a way into closed shadow trees, each under another name; a page's own scripts have none. */
export function shadowOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot !== null) {
    return element.shadowRoot;
  }
  if (!(element instanceof HTMLElement)) {
    return null;
  }
  const open: unknown = 'openOrClosedShadowRoot' in element ? element.openOrClosedShadowRoot : chrome.dom?.openOrClosedShadowRoot(element);
  return open instanceof ShadowRoot ? open : null;
}

export const composedParent = (node: Node): Element | null =>
  node instanceof Element && node.assignedSlot !== null ? node.assignedSlot : (node.parentElement ?? (node.getRootNode() instanceof ShadowRoot ? hostOf(node) : null));

function hostOf(node: Node): Element | null {
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

export const isField = (node: unknown): node is PageField => node instanceof HTMLInputElement || node instanceof HTMLSelectElement;

/** Custom elements carry the shadow trees of most pages, and these few of HTML's own may have one. */
const mayHost = (element: Element): boolean => element.localName.includes('-') || /^(div|span|section|main|article|aside|body|header|footer|nav|p|h[1-6]|blockquote)$/u.test(element.localName);

/**
 * Fields below a root, in order.
 * @param now the clock, in milliseconds: time is a bound too.
 */
export function fieldsBelow(root: Document | ShadowRoot | Element, now: () => number): readonly PageField[] {
  const until = now() + treeBounds.milliseconds;
  const found: PageField[] = [];
  let seen = 0;
  let roots = 0;
  const visit = (from: Node): void => {
    const walker = document.createTreeWalker(from, NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      seen += 1;
      if (seen > treeBounds.elements || found.length >= treeBounds.fields || (seen % 256 === 0 && now() > until)) {
        return;
      }
      if (isField(node)) {
        found.push(node);
      } else if (node instanceof Element && roots < treeBounds.roots && mayHost(node)) {
        const shadow = shadowOf(node);
        if (shadow !== null) {
          roots += 1;
          visit(shadow);
        }
      }
    }
  };
  if (root instanceof Element) {
    const shadow = shadowOf(root);
    if (shadow !== null) {
      visit(shadow);
    }
  }
  visit(root);
  return found;
}

/** Whether `inner` stands in `outer`, through shadow trees. */
export function isWithin(inner: Node, outer: Node): boolean {
  for (let node: Node | null = inner; node !== null; node = composedParent(node)) {
    if (node === outer) {
      return true;
    }
  }
  return false;
}

/** What has the focus, through shadow trees. */
export function deepFocus(): Element | null {
  let element = document.activeElement;
  for (let depth = 0; element !== null && depth < 20; depth += 1) {
    const inner = shadowOf(element)?.activeElement ?? null;
    if (inner === null) {
      return element;
    }
    element = inner;
  }
  return element;
}
