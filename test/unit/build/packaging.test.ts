/** The package says what it must: checked against electron-builder's own schema, and for what must never be in it. */
import { Ajv } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { build } from 'esbuild';
import { nativePackages } from '../../../build/native-packages.ts';
import { packagingConfig } from '../../../build/packaging-config.ts';
import { libraryPlaces } from '../../../electron/hardware-key/fido-library.ts';

const require = createRequire(import.meta.url);
const schema: unknown = JSON.parse(readFileSync(require.resolve('app-builder-lib/scheme.json'), 'utf8'));
if (typeof schema !== 'object' || schema === null) {
  throw new Error('The schema of electron-builder is not an object.');
}
const isValid = new Ajv({ strict: false, allErrors: true }).compile(schema);

const files = Array.isArray(packagingConfig.files) ? packagingConfig.files.filter((entry) => typeof entry === 'string') : [];
const included = files.filter((pattern) => !pattern.startsWith('!'));

describe('the packaging configuration', () => {
  test("fits electron-builder's schema", () => {
    isValid(packagingConfig);
    expect(isValid.errors ?? []).toEqual([]);
  });

  test.each([
    ['a fuse that does not exist', { ...packagingConfig, electronFuses: { runAsNode: false, runAsRoot: false } }],
    ['a target that is not a target', { ...packagingConfig, linux: { target: 7 } }],
    ['a misspelt setting', { ...packagingConfig, asarUnpacked: [] }],
    ['a fuse that is not yes or no', { ...packagingConfig, electronFuses: { runAsNode: 'no' } }],
  ])('would be refused with %s', (_what, wrong) => {
    expect(isValid(wrong)).toBe(false);
  });

  test('sets every fuse there is, so that none is left to a default', () => {
    const definitions = 'definitions' in schema ? schema.definitions : undefined;
    const fuses: unknown = typeof definitions === 'object' && definitions !== null && 'FuseOptionsV1' in definitions ? definitions.FuseOptionsV1 : undefined;
    const known = typeof fuses === 'object' && fuses !== null && 'properties' in fuses ? Object.keys(fuses.properties ?? {}) : [];
    // Only concerns ad-hoc signing, which electron-builder does after the fuses.
    const wanted = known.filter((name) => name !== 'resetAdHocDarwinSignature').sort();
    expect(wanted.length).toBeGreaterThan(5);
    expect(Object.keys(packagingConfig.electronFuses ?? {}).sort()).toEqual(wanted);
  });

  test('opens no way to run other code in the packaged program', () => {
    expect(packagingConfig.electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(packagingConfig.asar).toBe(true);
  });

  test('takes in neither the stand-in nor any test, and no pattern wide enough to', () => {
    expect(included.length).toBeGreaterThan(4);
    for (const pattern of included) {
      expect(pattern).toMatch(/^(package\.json|dist\/(main|preload|renderer)\/\*\*|dist\/icon\.png|dist\/tray\/\*\*|node_modules\/[^*]+\/\*\*)$/);
      expect(pattern).not.toMatch(/stand-in|test|playwright|probe|virtual-key/);
    }
    // Every package is left out before the few that are needed are let in.
    expect(files.indexOf('!node_modules/**')).toBeLessThan(files.findIndex((pattern) => pattern.startsWith('node_modules/')));
  });

  test('makes AppImage, deb, dmg and nsis, and unpacks native code', () => {
    const target = (of: { target?: unknown } | null | undefined): unknown => of?.target;
    expect([target(packagingConfig.linux), target(packagingConfig.mac), target(packagingConfig.win)]).toEqual([['AppImage', 'deb'], ['dmg'], ['nsis']]);
    expect(packagingConfig.asarUnpack).toEqual(['**/*.node']);
  });

  test("leaves no package out that electron-builder's own list would have the deb depend on", () => {
    const { default: target }: { default: { prototype: { getDefaultDepends(target: string): string[] } } } = require('app-builder-lib/out/targets/FpmTarget');
    const own = target.prototype.getDefaultDepends('deb');
    expect(own).toContain('xdg-utils');
    const { depends } = packagingConfig.deb ?? {};
    expect(depends ?? own).toEqual(expect.arrayContaining(own));
  });

  test('brings libfido2 along: the deb by its dependency, the others beside the program, where it is looked for', () => {
    expect(packagingConfig.deb?.depends).toContain('libfido2-1');
    for (const [system, of] of [['linux', packagingConfig.linux], ['mac', packagingConfig.mac], ['win', packagingConfig.win]] as const) {
      expect(of?.extraResources).toEqual([expect.objectContaining({ from: `build/libfido2/${system}`, to: '.' })]);
    }
    const looked = (['linux', 'darwin', 'win32'] as const).map((platform) => libraryPlaces(platform, 'resources').filter((place) => place.startsWith('resources')));
    expect(looked.every((places) => places.length > 0)).toBe(true);
  });

  test('holds no security key made of software: nothing of the main process comes from the tests', async () => {
    const { metafile } = await build({ entryPoints: ['electron/main.ts'], bundle: true, write: false, metafile: true, format: 'esm', platform: 'node', outfile: 'main.js', external: ['electron', ...nativePackages] });
    const sources = Object.keys(metafile.inputs);
    expect(sources).toContain('electron/hardware-key/virtual-ports.ts');
    expect(sources.filter((source) => source.startsWith('test/'))).toEqual([]);
    expect(included.some((pattern) => pattern.includes('virtual-key'))).toBe(false);
  });

  test('has an icon large enough for every system', () => {
    const path = String(packagingConfig.icon);
    expect(existsSync(path)).toBe(true);
    const png = readFileSync(path);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1024, 1024]);
  });
});
