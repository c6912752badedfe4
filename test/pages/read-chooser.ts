/**
 * What stands in the chooser, read through the browser's own devtools, which alone see into a closed shadow tree; and clicks on it by a
 * real pointer at real places. The page under test has no such way, which is the point.
 */
import type { CDPSession, Frame, Page } from 'playwright-core';
import { z } from 'zod';

interface DomNode {
  readonly backendNodeId: number;
  readonly nodeValue: string;
  readonly attributes?: string[] | undefined;
  readonly children?: DomNode[] | undefined;
  readonly shadowRoots?: DomNode[] | undefined;
  readonly contentDocument?: DomNode | undefined;
}

const domNode: z.ZodType<DomNode> = z.lazy(() =>
  z.object({ backendNodeId: z.number(), nodeValue: z.string(), attributes: z.array(z.string()).optional(), children: z.array(domNode).optional(), shadowRoots: z.array(domNode).optional(), contentDocument: domNode.optional() }),
);

export interface ShownRow {
  readonly title: string;
  readonly node: number;
}

export interface ShownChooser {
  readonly rows: readonly ShownRow[];
  readonly button: number | null;
  readonly text: string;
  readonly panel: number;
  /** Milliseconds from the focus to the first paint, as the chooser measured itself. */
  readonly shownAfter: number | null;
}

const attribute = (node: DomNode, name: string): string | undefined => {
  const at = (node.attributes ?? []).findIndex((text, place) => place % 2 === 0 && text === name);
  return at === -1 ? undefined : node.attributes?.[at + 1];
};

const below = (node: DomNode): readonly DomNode[] => [...(node.children ?? []), ...(node.shadowRoots ?? []), ...(node.contentDocument === undefined ? [] : [node.contentDocument])];

function find(node: DomNode, fits: (node: DomNode) => boolean): readonly DomNode[] {
  return [...(fits(node) ? [node] : []), ...below(node).flatMap((child) => find(child, fits))];
}

const textOf = (node: DomNode): string => `${node.nodeValue}${below(node).map(textOf).join(' ')}`;

const hasClass = (name: string) => (node: DomNode): boolean => attribute(node, 'class')?.split(' ').includes(name) === true;

/** Where the chooser hangs in a document. Said so that a page of thousands of fields need not be read whole at each look. */
const hangsAt = "[...document.querySelectorAll('dialog > div'), ...document.documentElement.children].filter((one) => one.localName === 'div').at(-1) ?? null";

/** A frame in its page's process is reached through the page's tree alone. */
async function wholeTree(session: CDPSession): Promise<DomNode> {
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  return domNode.parse(root);
}

async function chooserTree(session: CDPSession): Promise<DomNode | null> {
  const { result } = await session.send('Runtime.evaluate', { expression: hangsAt });
  if (result.objectId === undefined) {
    return null;
  }
  const found = await session.send('DOM.describeNode', { objectId: result.objectId, depth: -1, pierce: true }).catch(() => null);
  await session.send('Runtime.releaseObject', { objectId: result.objectId }).catch(() => undefined);
  return found === null ? null : domNode.parse(found.node);
}

/**
 * Null while nothing is shown.
 * @param within whether the document is the session's own; else it stands in a frame below.
 */
export async function readChooser(session: CDPSession, within: 'own' | 'below'): Promise<ShownChooser | null> {
  const tree = within === 'own' ? await chooserTree(session) : await wholeTree(session);
  const panel = tree === null ? undefined : find(tree, hasClass('place')).at(-1);
  if (panel === undefined || find(panel, hasClass('foot')).length === 0) {
    return null;
  }
  const rows = find(panel, hasClass('row')).map((row) => ({ title: find(row, hasClass('title')).map(textOf).join(' '), node: row.backendNodeId }));
  const after = attribute(panel, 'data-shown-after');
  return { rows, button: find(panel, hasClass('act'))[0]?.backendNodeId ?? null, text: textOf(panel), panel: panel.backendNodeId, shownAfter: after === undefined ? null : Number(after) };
}

const pageSessions = new WeakMap<Page, Promise<CDPSession>>();

/** One session a page: each that is open is told of every change in it. */
export function sessionOf(page: Page): Promise<CDPSession> {
  const session = pageSessions.get(page) ?? page.context().newCDPSession(page);
  pageSessions.set(page, session);
  return session;
}

/** A session that sees a frame: its own where the frame has a process of its own (null where it has none), else the page's. */
export async function ownSessionOf(page: Page, frame: Frame): Promise<CDPSession | null> {
  return frame === page.mainFrame() ? null : page.context().newCDPSession(frame).catch(() => null);
}

/** Where a node stands in the page; frames with a process of their own count from their own corner. */
export async function middleOf(session: CDPSession, node: number, corner: { readonly x: number; readonly y: number }): Promise<{ readonly x: number; readonly y: number } | null> {
  const model = await session.send('DOM.getBoxModel', { backendNodeId: node }).catch(() => null);
  const [left = 0, top = 0, , , right = 0, bottom = 0] = model?.model.border ?? [];
  return model === null ? null : { x: corner.x + (left + right) / 2, y: corner.y + (top + bottom) / 2 };
}
