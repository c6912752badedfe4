/**
 * What goes into a package, for which systems, and which fuses are set (electron-builder). Run by package.ts;
 * checked against electron-builder's own schema by test/unit/build/packaging.test.ts.
 */
import type { Configuration } from 'electron-builder';
import { nativePackages } from './native-packages.ts';

/** What the native packages need at run time besides themselves; everything else is in the bundles. */
const besideNative = ['@koromix', '@phc', 'node-gyp-build'];

/** Electron-builder's own for a deb; as of version 26. */
const debDepends = ['libgtk-3-0', 'libnotify4', 'libnss3', 'libxss1', 'libxtst6', 'xdg-utils', 'libatspi2.0-0', 'libuuid1', 'libsecret-1-0'];

/**
 * A libfido2 that whoever packages puts there goes beside the program, where `fido-library.ts` looks for it; without one, the system's is used
 * (docs/hardware-keys.md).
 */
const besideProgram = (system: 'linux' | 'mac' | 'win'): { from: string; to: string; filter: string[] } => ({
  from: `build/libfido2/${system}`,
  to: '.',
  filter: ['libfido2*.so.1', 'libfido2*.dylib', 'libcbor*', 'libcrypto*', 'fido2.dll', 'cbor.dll', 'crypto-*.dll', 'zlib1.dll'],
});

export const packagingConfig: Configuration = {
  appId: 'internal.latchkey.desktop',
  productName: 'Latchkey',
  copyright: 'Latchkey contributors, MIT',
  directories: { output: 'release', buildResources: 'build/icons' },
  icon: 'build/icons/icon.png',
  files: [
    'package.json',
    'dist/main/**',
    'dist/preload/**',
    'dist/renderer/**',
    'dist/icon.png',
    'dist/tray/**',
    '!**/*.map',
    '!dist/main/browser-host.js',
    '!node_modules/**',
    ...[...nativePackages, ...besideNative].map((name) => `node_modules/${name}/**`),
    '!node_modules/argon2/{argon2,build,binding.gyp,*.cpp}',
    '!node_modules/argon2/{argon2,build}/**',
    '!node_modules/koffi/{doc,vendor}/**',
    '!node_modules/koffi/src/**/*.{cc,hh,h,S,asm}',
  ],
  asar: true,
  asarUnpack: ['**/*.node'],
  // argon2 and koffi ship N-API binaries: nothing is compiled on the way.
  npmRebuild: false,
  electronLanguages: ['en-GB', 'en-US', 'en'],
  // SECURITY: the packaged program runs its own, unchanged code only: no Node mode, no inspector, no foreign options, no loose files.
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  linux: {
    target: ['AppImage', 'deb'],
    category: 'Utility',
    synopsis: 'A password vault that opens with a passphrase and a touch of a hardware key',
    maintainer: 'Latchkey contributors <contributors@latchkey.invalid>',
    extraResources: [besideProgram('linux')],
  },
  // The list replaces electron-builder's own, so it names those again (a test compares them). libfido2 reaches security keys; its package brings the rules by
  // which a user may open them.
  deb: { depends: [...debDepends, 'libfido2-1'] },
  mac: { target: ['dmg'], category: 'public.app-category.utilities', hardenedRuntime: true, extraResources: [besideProgram('mac')] },
  win: { target: ['nsis'], extraResources: [besideProgram('win')] },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  publish: null,
};
