// The packaging's decisions: electron-builder reads the file, and the hook is run on a binary with a real fuse wire.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './small-app.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'collate-fuses-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const readConfig = () => getConfig(root, join(root, 'electron-builder.yml'), null);

/** A binary as Electron ships it: the sentinel, then version, length and one character per fuse with Electron's defaults. */
const writeBinary = async (name: string, wire = '101100011'): Promise<string> => {
  const path = join(folder, name);
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  await writeFile(
    path,
    Buffer.concat([
      Buffer.from(`before${sentinel}`),
      Buffer.from([1, wire.length]),
      Buffer.from(`${wire}after`),
    ]),
  );
  return path;
};

const runHook = async (electronPlatformName: 'linux' | 'win32') => {
  const { afterPack } = await import(join(root, 'scripts/fuses.mjs'));
  const config = await readConfig();
  await afterPack({
    appOutDir: folder,
    electronPlatformName,
    packager: { config, executableName: 'collate', appInfo: { productFilename: 'Collate' } },
  });
  return config;
};

const on = FuseState.ENABLE;
const off = FuseState.DISABLE;
const decided = (integrity: FuseState) => ({
  [FuseV1Options.RunAsNode]: off,
  [FuseV1Options.EnableCookieEncryption]: on,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
  [FuseV1Options.EnableNodeCliInspectArguments]: off,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: integrity,
  [FuseV1Options.OnlyLoadAppFromAsar]: on,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
  [FuseV1Options.WasmTrapHandlers]: on,
});

test('electron-builder accepts the configuration', async () => {
  await expect(validateConfiguration(await readConfig(), new DebugLogger())).resolves.toBeUndefined();
});

describe('all nine fuses', () => {
  test('are set in a Windows binary', async () => {
    const path = await writeBinary('Collate.exe');
    await runHook('win32');
    expect(await getCurrentFuseWire(path)).toMatchObject(decided(on));
  });

  test('are set in a Linux binary, without the integrity check that Electron has not got there', async () => {
    const path = await writeBinary('collate');
    const config = await runHook('linux');
    expect(await getCurrentFuseWire(path)).toMatchObject(decided(off));
    expect(config.electronFuses?.enableEmbeddedAsarIntegrityValidation).toBe(false);
  });

  test('are all there are: a fuse that nobody decided on stops the build and changes nothing', async () => {
    const path = await writeBinary('collate', '1011000110');
    const before = join(folder, 'before');
    await cp(path, before);
    await expect(runHook('linux')).rejects.toThrow(/strictlyRequireAllFuses/);
    expect(await getCurrentFuseWire(path)).toEqual(await getCurrentFuseWire(before));
  });
});

test('the package holds the build and one native addon, and is published nowhere', async () => {
  const config = await readConfig();
  expect(config).toMatchObject({
    appId: 'app.collate.desktop',
    asar: true,
    npmRebuild: false,
    publish: null,
  });
  expect(config.files).toEqual([
    {
      filter: [
        'package.json',
        'dist/electron/**/*',
        'dist/renderer/**/*',
        'dist/preload/**/*',
        'dist/files.json',
        '!dist/**/*.map',
        '!dist/electron/serve.js',
        '!node_modules/**/*',
        'node_modules/better-sqlite3/package.json',
        'node_modules/better-sqlite3/LICENSE',
        'node_modules/better-sqlite3/lib/**/*',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills these in.
        'node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node',
      ],
    },
  ]);
  expect([config.linux?.target, config.mac?.target, config.win?.target]).toEqual([
    ['AppImage', 'deb'],
    ['dmg', 'zip'],
    ['nsis'],
  ]);
});
