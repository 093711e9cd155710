// What must be true of the text of the sources, because no run would show it.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './small-app.ts';

const sources = new Map(
  globSync('{electron,renderer,shared}/**/*.{ts,tsx}', { cwd: root }).map((path) => [
    path.replaceAll('\\', '/'),
    // Comments may speak of what code may not do.
    readFileSync(join(root, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '$1'),
  ]),
);

/** `path` once for every occurrence. */
const placesOf = (pattern: RegExp): string[] =>
  [...sources].flatMap(([path, text]) => [...text.matchAll(new RegExp(pattern, 'g'))].map(() => path));

test('there are sources to look at', () => {
  expect(sources.has('electron/main.ts')).toBe(true);
  expect(sources.size).toBeGreaterThan(60);
});

test('something is opened outside in one place', () => {
  expect(placesOf(/openExternal/)).toEqual(['electron/desktop/link-gate.ts']);
  expect(placesOf(/shell\.openPath|showItemInFolder/)).toEqual([]);
});

test('a channel is answered in one place, and listened to in one', () => {
  expect(placesOf(/ipcMain\.handle\b/)).toEqual(['electron/desktop/ipc.ts']);
  expect(placesOf(/ipcMain\.(on|once|handleOnce|addListener)\b/)).toEqual(['electron/desktop/ipc.ts']);
});

test('the synchronous safeStorage is never used, nor its plain text', () => {
  expect(
    placesOf(/\b(encryptString|decryptString|isEncryptionAvailable|setUsePlainTextEncryption)\b/),
  ).toEqual([]);
});

test('only the entry, the preload and the desktop folder know Electron', () => {
  const importers = new Set(
    placesOf(/from '(electron|electron-store)'|(import|require)\('(electron|electron-store)/),
  );
  const strays = [...importers].filter((path) => !/^electron\/(main\.ts|preload\.ts|desktop\/)/.test(path));
  expect(strays).toEqual([]);
  expect(importers.has('electron/preload.ts')).toBe(true);
});

test('the preload imports nothing that runs but Electron', () => {
  const imports = [
    ...(sources.get('electron/preload.ts') ?? '').matchAll(/^import (type )?.* from '(.*)';$/gm),
  ];
  expect(imports.filter(([, isType]) => isType === undefined).map(([, , from]) => from)).toEqual([
    'electron',
  ]);
});

test('the entry composes in at most 60 lines', () => {
  expect(
    readFileSync(join(root, 'electron/main.ts'), 'utf8').trimEnd().split('\n').length,
  ).toBeLessThanOrEqual(60);
});

test('web preferences are given in one place', () => {
  expect(placesOf(/new BrowserWindow\b/)).toEqual(['electron/desktop/window.ts']);
  expect(placesOf(/WebContentsView|BrowserView|<webview/)).toEqual([]);
});
