/**
 * Whether a person can see a field, as far as a page can be asked: size, place, transparency, clipping, and what lies over it. Asked when
 * the chooser opens and again for each field at the moment of filling. What is hidden, covered, transparent or off the page gets nothing.
 */
import { composedParent, type PageField } from './page-tree.ts';

const least = { side: 8, opacity: 0.5 } as const;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const overlap = (one: Box, other: Box): Box => ({ left: Math.max(one.left, other.left), top: Math.max(one.top, other.top), right: Math.min(one.right, other.right), bottom: Math.min(one.bottom, other.bottom) });

const isLarge = (box: Box): boolean => box.right - box.left >= least.side && box.bottom - box.top >= least.side;

const clips = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';

/** What ancestors leave of it: transparency multiplied, boxes that cut off intersected. Null where nothing is left. */
function whatIsLeft(field: Element): Box | null {
  let opacity = 1;
  let box: Box = field.getBoundingClientRect();
  let position = '';
  for (let node: Element | null = field; node !== null; node = composedParent(node)) {
    const style = getComputedStyle(node);
    opacity *= Number.parseFloat(style.opacity);
    const filter = /opacity\(([\d.]+)(%?)\)/u.exec(style.filter);
    opacity *= filter === null ? 1 : Number.parseFloat(filter[1] ?? '1') / (filter[2] === '%' ? 100 : 1);
    const isRootish = node === document.documentElement || node === document.body;
    // A fixed field is cut off by nobody, an absolute one only by positioned boxes.
    const isCut = position !== 'fixed' && (position !== 'absolute' || style.position !== 'static');
    if (node !== field && !isRootish && isCut && (clips(style.overflowX) || clips(style.overflowY))) {
      box = overlap(box, node.getBoundingClientRect());
    }
    if (node === field || (isCut && style.position !== 'static')) {
      position = style.position;
    }
    const isMasked = style.maskImage !== '' && style.maskImage !== 'none';
    if (opacity < least.opacity || !isLarge(box) || isMasked) {
      return null;
    }
  }
  return box;
}

const isOnPage = (box: Box): boolean => {
  const { scrollingElement } = document;
  const width = Math.max(scrollingElement?.scrollWidth ?? 0, innerWidth);
  const height = Math.max(scrollingElement?.scrollHeight ?? 0, innerHeight);
  return box.right + scrollX > least.side && box.bottom + scrollY > least.side && box.left + scrollX < width - least.side && box.top + scrollY < height - least.side;
};

/** Letters the colour of nothing: what is filled could not be read by whom it is filled for. */
function hasInk(field: Element): boolean {
  const { color, fontSize } = getComputedStyle(field);
  return !/rgba\(.*,\s*0(\.0+)?\)|\/\s*0(\.0+)?\)/u.test(color) && Number.parseFloat(fontSize) >= 4;
}

/** Whether a person could see it if it were scrolled to. */
export function canSee(field: PageField): boolean {
  const isRendered = field.isConnected && field.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  if (!isRendered || field.closest('[aria-hidden=true], [inert]') !== null || !hasInk(field)) {
    return false;
  }
  const left = whatIsLeft(field);
  return left !== null && isOnPage(left);
}

export const isWritable = (field: PageField): boolean => !field.matches(':disabled') && !(field instanceof HTMLInputElement && field.readOnly);

/** Some paint lies on the point: a picture, a colour, a frame. A bare layer that only catches or lets pass the pointer hides nothing. */
function paints(element: Element): boolean {
  const style = getComputedStyle(element);
  if (Number.parseFloat(style.opacity) < 0.1 || style.visibility !== 'visible') {
    return false;
  }
  const isReplaced = /^(img|canvas|video|iframe|embed|object|svg|picture)$/u.test(element.localName);
  const isClear = /^(transparent|rgba\(.*,\s*0(\.[01]\d*)?\))$/u.test(style.backgroundColor);
  const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
  return isReplaced || !isClear || style.backgroundImage !== 'none' || (style.backdropFilter !== '' && style.backdropFilter !== 'none') || hasText;
}

/** A label drawn over its field, an eye or a key at its end: parts of the field in all but name. */
function isOwnPart(cover: Element, field: PageField): boolean {
  const { labels } = field;
  if (labels !== null && [...labels].some((label) => label.contains(cover))) {
    return true;
  }
  const [fieldBox, coverBox] = [field.getBoundingClientRect(), cover.getBoundingClientRect()];
  return coverBox.width * coverBox.height < 0.35 * fieldBox.width * fieldBox.height;
}

/** For the length of one look, everything can be hit: a cover that lets the pointer through is a cover all the same. */
function withEverythingHit<T>(look: () => T): T {
  const before = document.adoptedStyleSheets;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*, *::before, *::after { pointer-events: auto !important; }');
    document.adoptedStyleSheets = [...before, sheet];
  } catch {
    // Where a content script may not lend the page a sheet, the look is a plain one.
    return look();
  }
  try {
    return look();
  } finally {
    document.adoptedStyleSheets = before;
  }
}

function topmostAt(field: PageField, x: number, y: number, ours: Element | null): Element | null {
  const root = field.getRootNode();
  const places: readonly (Document | ShadowRoot)[] = root instanceof ShadowRoot ? [document, root] : [document];
  for (const place of places) {
    for (const element of place.elementsFromPoint(x, y)) {
      if (element === field) {
        break;
      }
      if (holds(element, field)) {
        // What stands around it is met first: the field itself is cut out there (clip-path). Seen from outside, its shadow tree's host stands for it.
        if (place === root) {
          return element;
        }
        break;
      }
      if (element !== ours && !isOwnPart(element, field) && paints(element)) {
        return element;
      }
    }
  }
  return null;
}

function holds(outer: Element, field: Node): boolean {
  for (let node: Element | null = composedParent(field); node !== null; node = composedParent(node)) {
    if (node === outer) {
      return true;
    }
  }
  return false;
}

/** What cuts an element to a shape leaves its box as it was; only a look at the points tells whether anything is left of it. */
function isShaped(field: PageField): boolean {
  for (let node: Element | null = field; node !== null; node = composedParent(node)) {
    const { clipPath, clip, position } = getComputedStyle(node);
    if (clipPath !== 'none' || (clip !== 'auto' && (position === 'absolute' || position === 'fixed'))) {
      return true;
    }
  }
  return false;
}

/** @param ours the chooser's own place, which may lie over a field below. */
export function isCovered(field: PageField, ours: Element | null): boolean {
  const { left, top, width, height } = field.getBoundingClientRect();
  const points = [[0.5, 0.5], [0.2, 0.5], [0.8, 0.5]].map(([x = 0, y = 0]) => [left + width * x, top + height * y] as const);
  const inView = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  if (inView.length === 0) {
    // Further down the page nothing can be felt for.
    return isShaped(field);
  }
  return withEverythingHit(() => inView.filter(([x, y]) => topmostAt(field, x, y, ours) !== null).length > inView.length / 2);
}

export const isSafe = (field: PageField, ours: Element | null): boolean => canSee(field) && isWritable(field) && !isCovered(field, ours);

/** Whether anything of the page lies over the chooser, felt at points; `host` is all the page's tree shows of it. */
export function isCoveredAt(panel: Element, host: Element): boolean {
  const { left, top, width, height } = panel.getBoundingClientRect();
  const root = host.getRootNode();
  const place = root instanceof ShadowRoot ? root : document;
  const points = [0.05, 0.5, 0.95].flatMap((x) => [0.05, 0.5, 0.95].map((y) => [left + width * x, top + height * y] as const));
  return withEverythingHit(() => points.some(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight && place.elementFromPoint(x, y) !== host));
}
