/**
 * The devtools link to one page: injects the two worlds of the bridge, hears the preload, speaks to it, and keeps
 * the list of frames from which `senderFrame` is made. Called by played-contents.ts.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import type { ToMain, ToPreload } from './page-messages.ts';
import { stage } from './stage.ts';

const worldName = 'latchkey preload';

export interface FramePlace {
  readonly id: string;
  readonly parentId: string | undefined;
  readonly url: string;
  readonly origin: string;
}

export interface PageLink {
  readonly devtools: CDPSession;
  mainFrame(): FramePlace | undefined;
  frame(id: string): FramePlace | undefined;
  frames(): readonly FramePlace[];
  /** To the document that `world` names, or to the one shown now. */
  post(message: ToPreload, world?: string): void;
  /** Takes the worlds out of the page's next documents. */
  unlink(): Promise<void>;
}

const readScript = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

function worldScripts(preload: string): { forPage: string; forPreload: string } {
  const token = JSON.stringify(`stand-in-${randomBytes(16).toString('hex')}`);
  const sandboxProcess = JSON.stringify({ type: 'renderer', platform: process.platform, arch: process.arch, sandboxed: true, contextIsolated: true, versions: { node: process.versions.node } });
  return {
    forPage: `(() => { const standInToken = ${token};\n${readScript('page-world.js')}\n})();`,
    forPreload: `(() => { const standInToken = ${token}; const standInProcess = ${sandboxProcess};
      const standInPreload = (require, process, module, exports) => {\n${preload}\n};\n${readScript('preload-world.js')}\n})();`,
  };
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : 'null');

export async function linkPage(page: Page, preload: string | undefined, onMessage: (message: ToMain, frame: FramePlace, world: string) => void): Promise<PageLink> {
  const devtools = await stage.devtoolsFor(page);
  const places = new Map<string, FramePlace>();
  const worlds = new Map<number, { frameId: string; uniqueId: string }>();
  const scripts: { identifier: string }[] = [];
  let preloadWorld: string | undefined;
  let linked = true;

  const place = (frame: { id: string; parentId?: string; url: string }): void => {
    places.set(frame.id, { id: frame.id, parentId: frame.parentId, url: frame.url, origin: originOf(frame.url) });
  };
  const mainFrame = (): FramePlace | undefined => [...places.values()].find((frame) => frame.parentId === undefined);

  devtools.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId === undefined) {
      places.clear();
    }
    place(frame);
  });
  devtools.on('Page.frameAttached', ({ frameId, parentFrameId }) => place({ id: frameId, parentId: parentFrameId, url: 'about:blank' }));
  devtools.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    const known = places.get(frameId);
    if (known !== undefined) {
      places.set(frameId, { ...known, url });
    }
  });
  devtools.on('Page.frameDetached', ({ frameId }) => places.delete(frameId));
  devtools.on('Runtime.executionContextCreated', ({ context }) => {
    const aux: unknown = context.auxData;
    const frameId = typeof aux === 'object' && aux !== null && 'frameId' in aux ? String(aux.frameId) : '';
    worlds.set(context.id, { frameId, uniqueId: context.uniqueId });
    if (context.name === worldName && frameId === mainFrame()?.id) {
      preloadWorld = context.uniqueId;
    }
  });
  devtools.on('Runtime.executionContextDestroyed', ({ executionContextId }) => worlds.delete(executionContextId));
  devtools.on('Runtime.executionContextsCleared', () => worlds.clear());
  devtools.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    const world = worlds.get(executionContextId);
    const frame = places.get(world?.frameId ?? '');
    if (linked && name === 'standInBinding' && world !== undefined && frame !== undefined) {
      onMessage(JSON.parse(payload) as ToMain, frame, world.uniqueId);
    }
  });

  await devtools.send('Page.enable');
  const { frameTree } = await devtools.send('Page.getFrameTree');
  place(frameTree.frame);
  await devtools.send('Runtime.enable');
  if (preload !== undefined) {
    const { forPage, forPreload } = worldScripts(preload);
    await devtools.send('Runtime.addBinding', { name: 'standInBinding', executionContextName: worldName });
    for (const script of [{ source: forPage }, { source: forPreload, worldName }]) {
      scripts.push(await devtools.send('Page.addScriptToEvaluateOnNewDocument', script));
    }
  }

  return {
    devtools,
    mainFrame,
    frame: (id) => places.get(id),
    frames: () => [...places.values()],
    post: (message, world = preloadWorld) => {
      if (world !== undefined) {
        const expression = `standInReceive(${JSON.stringify(JSON.stringify(message))})`;
        // The document may be gone by now: then nobody is there to hear it, as in Electron.
        devtools.send('Runtime.evaluate', { expression, uniqueContextId: world }).catch(() => undefined);
      }
    },
    unlink: async () => {
      linked = false;
      for (const script of scripts) {
        await devtools.send('Page.removeScriptToEvaluateOnNewDocument', script);
      }
      await devtools.send('Runtime.removeBinding', { name: 'standInBinding' });
      await devtools.send('Runtime.disable');
    },
  };
}
