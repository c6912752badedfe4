/**
 * Draws the application's icon from build/icons/icon.svg as PNG, with the Chromium of this machine. Run by hand when
 * the drawing changes (`npx tsx build/draw-icons.ts`); the picture is committed.
 */
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { browserArguments } from './browser-arguments.ts';
import { ensureBrowser } from './ensure-browser.ts';

const size = 1024;
const svg = readFileSync('build/icons/icon.svg', 'utf8');
const browser = await chromium.launch({ executablePath: ensureBrowser(), chromiumSandbox: false, args: [...browserArguments] });
const page = await browser.newPage({ viewport: { width: size, height: size } });
await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
await page.screenshot({ path: 'build/icons/icon.png', omitBackground: true });
await browser.close();
