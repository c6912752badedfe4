/**
 * Plays `nativeTheme`: what the application chooses becomes the colour scheme of every page. The system's own choice
 * is "light" here. Called by electron.ts and, for each new page, by played-contents.ts.
 */
import { EventEmitter } from 'node:events';
import type { Page } from 'playwright-core';
import { playing } from './playing.ts';
import { onReset } from './reset.ts';

type Source = Electron.NativeTheme['themeSource'];

const pages = new Set<Page>();
let source: Source = 'system';

const scheme = (): 'light' | 'dark' => (source === 'dark' ? 'dark' : 'light');

export async function applyTheme(page: Page): Promise<void> {
  pages.add(page);
  page.once('close', () => pages.delete(page));
  await page.emulateMedia({ colorScheme: scheme() });
}

export const nativeTheme = playing<Electron.NativeTheme>(
  {
    get themeSource() {
      return source;
    },
    set themeSource(chosen: Source) {
      const before = source;
      source = chosen;
      for (const page of pages) {
        page.emulateMedia({ colorScheme: scheme() }).catch(() => undefined);
      }
      if (before !== chosen) {
        nativeTheme.emit('updated');
      }
    },
    get shouldUseDarkColors() {
      return source === 'dark';
    },
    get shouldUseDarkColorsForSystemIntegratedUI() {
      return source === 'dark';
    },
    shouldUseHighContrastColors: false,
    shouldUseInvertedColorScheme: false,
    inForcedColorsMode: false,
    prefersReducedTransparency: false,
  },
  new EventEmitter(),
);

onReset(() => {
  source = 'system';
  nativeTheme.removeAllListeners();
});
