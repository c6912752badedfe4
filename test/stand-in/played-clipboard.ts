/**
 * Plays Electron's clipboard in memory: nothing a test copies reaches the machine's own. Called by electron.ts.
 */
import { playing } from './playing.ts';

type Payload = string | Blob | Electron.ClipboardBookmark;

async function asBlob(type: string, payload: Payload | undefined): Promise<Blob | Electron.ClipboardBookmark> {
  if (payload === undefined) {
    throw new Error(`The type '${type}' was not found`);
  }
  return typeof payload === 'string' ? new Blob([payload], { type }) : payload;
}

function itemOf(payloads: Record<string, Payload | Promise<Blob | string>>): Electron.ClipboardItem {
  return playing<Electron.ClipboardItem>({
    types: Object.keys(payloads),
    // The real signature tells the two payloads apart by a conditional type, which no body can satisfy.
    getType: async (type: string): Promise<never> => (await asBlob(type, await payloads[type])) as never,
  });
}

function buildClipboard(): Electron.Clipboard {
  let held = new Map<string, Payload>();
  return playing<Electron.Clipboard>({
    clear: () => {
      held = new Map();
    },
    has: async (type) => held.has(type),
    read: async () => (held.size === 0 ? [] : [itemOf(Object.fromEntries(held))]),
    readText: async () => {
      const text = held.get('text/plain') ?? '';
      return text instanceof Blob ? text.text() : typeof text === 'string' ? text : '';
    },
    writeText: async (text) => {
      held = new Map([['text/plain', text]]);
    },
    write: async (items) => {
      const next = new Map<string, Payload>();
      for (const item of items) {
        for (const type of item.types) {
          const payload = await item.getType(type);
          next.set(type, payload instanceof Blob && type.startsWith('text/') ? await payload.text() : payload);
        }
      }
      held = next;
    },
  });
}

const selection = buildClipboard();
export const clipboard = playing<Electron.Clipboard>({ selection }, buildClipboard());

export const ClipboardItem = playing<typeof Electron.ClipboardItem>({}, function ClipboardItemOf(payloads: Record<string, Payload | Promise<Blob | string>>) {
  return itemOf(payloads);
});

