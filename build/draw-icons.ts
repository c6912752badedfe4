/**
 * Draws the application's icon from build/icons/icon.svg and those of the tray from tray.svg as PNG, with the Chromium of this machine. Run by
 * hand when a drawing changes (`npx tsx build/draw-icons.ts`); the pictures are committed.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { browserArguments } from './browser-arguments.ts';
import { ensureBrowser } from './ensure-browser.ts';

/** Electron takes the `@2x` beside a picture by itself on a screen of twice the points. macOS colours a template as its menu bar. */
const pictures = [
  { from: 'icon.svg', to: 'icon.png', size: 1024, colour: '#000000' },
  { from: 'tray.svg', to: 'tray/trayTemplate.png', size: 18, colour: '#000000' },
  { from: 'tray.svg', to: 'tray/trayTemplate@2x.png', size: 36, colour: '#000000' },
  { from: 'tray.svg', to: 'tray/tray-on-light.png', size: 24, colour: '#1d1b18' },
  { from: 'tray.svg', to: 'tray/tray-on-light@2x.png', size: 48, colour: '#1d1b18' },
  { from: 'tray.svg', to: 'tray/tray-on-dark.png', size: 24, colour: '#fffdf8' },
  { from: 'tray.svg', to: 'tray/tray-on-dark@2x.png', size: 48, colour: '#fffdf8' },
] as const;

mkdirSync('build/icons/tray', { recursive: true });
const browser = await chromium.launch({ executablePath: ensureBrowser(), chromiumSandbox: false, args: [...browserArguments] });
for (const { from, to, size, colour } of pictures) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0;color:${colour}}svg{display:block;width:${size}px;height:${size}px}</style>${readFileSync(`build/icons/${from}`, 'utf8')}`);
  await page.screenshot({ path: `build/icons/${to}`, omitBackground: true });
  await page.close();
}
await browser.close();
