/**
 * `npm run package`: bundles the application and makes the packages of this system (AppImage and deb, dmg, or nsis) in
 * release/. Needs Electron's download; electron-builder fetches it. `npm run package -- --dir` stops before packing.
 */
import { build } from 'electron-builder';
import { bundleApplication } from './bundle.ts';
import { packagingConfig } from './packaging-config.ts';

await bundleApplication();
const made = await build({ config: packagingConfig, publish: 'never', dir: process.argv.includes('--dir') });
for (const path of made) {
  process.stdout.write(`${path}\n`);
}
