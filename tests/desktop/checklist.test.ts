// Electron's own security checklist, item by item, asserted on what the real entry does with the module it is given.
// https://www.electronjs.org/docs/latest/tutorial/security (read August 2026)
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WebPreferences } from 'electron';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionDouble } from '../helpers/electron-double/session-double.ts';
import type { WebContentsDouble } from '../helpers/electron-double/web-contents-double.ts';
import { createEvent } from '../helpers/electron-double/world.ts';
import { buildSmallApp, type RunningApp, root, runSmallApp, type SmallApp } from './small-app.ts';

let app: SmallApp;
let running: RunningApp;

beforeAll(async () => {
  app = await buildSmallApp();
  running = await runSmallApp(app, { isPackaged: true });
});
afterAll(async () => {
  running.double.electron.app.quit();
  await running.double.exited;
  await app.remove();
});

/** Of every window that was made; an item that asks nobody proves nothing. */
const everyWindow = (): WebPreferences[] => {
  const all = running.double.recorded.windowOptions.map(({ webPreferences }) => webPreferences ?? {});
  expect(all.length).toBeGreaterThan(0);
  return all;
};
const everySession = (): SessionDouble[] => {
  const all = [...running.double.sessions.values()];
  expect(all.length).toBeGreaterThan(1);
  return all;
};
const contents = (): WebContentsDouble => {
  const window = running.double.windows[0];
  if (window === undefined) throw new Error('There is no window.');
  return window.webContents;
};
const leftAtDefault = (...names: (keyof WebPreferences)[]): void => {
  for (const preferences of everyWindow())
    for (const name of names) expect([name, Object.hasOwn(preferences, name)]).toEqual([name, false]);
};

const permissions = [
  'ar',
  'automatic-fullscreen',
  'background-fetch',
  'background-sync',
  'captured-surface-control',
  'clipboard-read',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'geolocation-approximate',
  'hand-tracking',
  'hid',
  'idle-detection',
  'keyboardLock',
  'local-fonts',
  'local-network',
  'local-network-access',
  'loopback-network',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'nfc',
  'notifications',
  'openExternal',
  'payment-handler',
  'periodic-background-sync',
  'persistent-storage',
  'pointerLock',
  'screen-wake-lock',
  'sensors',
  'serial',
  'smart-card',
  'speaker-selection',
  'storage-access',
  'system-wake-lock',
  'top-level-storage-access',
  'usb',
  'vr',
  'web-app-installation',
  'web-printing',
  'window-management',
  'unknown',
] as const;

describe('Electron’s security checklist', () => {
  test('1. only secure content is loaded: our own scheme and nothing else', () => {
    expect(running.double.recorded.loadedUrls).toEqual(['app://-/index.html']);
  });

  test('2. no window has Node, in pages, frames or workers', () => {
    for (const preferences of everyWindow())
      expect(preferences).toMatchObject({
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
      });
  });

  test('3. contexts are isolated', () => {
    for (const preferences of everyWindow()) expect(preferences.contextIsolation).toBe(true);
  });

  test('4. processes are sandboxed, all of them and before the first', () => {
    expect(running.double.recorded.isSandboxEnabled).toBe(true);
    for (const preferences of everyWindow()) expect(preferences.sandbox).toBe(true);
  });

  test('5. every permission is denied but writing sanitized text to the clipboard, in every session', async () => {
    for (const session of everySession()) {
      for (const permission of permissions) {
        expect([permission, session.checks(permission, 'app://-')]).toEqual([permission, false]);
        expect([permission, await session.requests(permission, 'app://-/index.html')]).toEqual([
          permission,
          false,
        ]);
      }
      expect(session.checks('clipboard-sanitized-write', 'app://-')).toBe(true);
      expect(await session.requests('clipboard-sanitized-write', 'app://-/index.html')).toBe(true);
      expect(session.checks('clipboard-sanitized-write', 'https://example.com')).toBe(false);
      expect(await session.requests('clipboard-sanitized-write', 'https://example.com/')).toBe(false);
      expect(session.devicePermissionHandler?.({} as never)).toBe(false);
      const streams: unknown[] = [];
      session.displayMediaRequestHandler?.({} as never, (given) => streams.push(given));
      expect(streams).toEqual([null]);
    }
  });

  test('6. web security is left on', () => leftAtDefault('webSecurity'));

  test('7. a content security policy is sent with the page', async () => {
    const response = await running.double.sessions
      .get('collate')
      ?.respond('app://-/index.html', { method: 'GET' });
    const policy = response?.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|data:|\*/);
  });

  test('8. insecure content is not allowed', () => leftAtDefault('allowRunningInsecureContent'));

  test('9. no experimental feature is on', () => leftAtDefault('experimentalFeatures'));

  test('10. no Blink feature is on', () => leftAtDefault('enableBlinkFeatures'));

  test('11. the webview tag does not exist, so no allowpopups either', () => {
    for (const preferences of everyWindow()) expect(preferences.webviewTag).toBe(false);
  });

  test('12. a webview that is attached all the same is stopped', () => {
    const event = createEvent({});
    contents().emit('will-attach-webview', event, {}, {});
    expect(event.defaultPrevented).toBe(true);
  });

  test('13. navigation is limited to the page itself', () => {
    expect(contents().mayNavigate('https://example.com/', true)).toBe(false);
    expect(contents().mayNavigate('app://-/index.html', true)).toBe(true);
  });

  test('14. no new window is made', () => {
    expect(contents().opens('app://-/index.html')).toBe('deny');
    expect(contents().opens('about:blank')).toBe('deny');
  });

  test('15. nothing is opened outside without a yes', () => {
    contents().opens('https://example.com/');
    contents().opens('file:///etc/passwd');
    expect(running.double.recorded.openedExternally).toEqual([]);
  });

  test('16. Electron is pinned to an exact version of a supported line', async () => {
    const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const [, major] = /^(\d+)\.\d+\.\d+$/.exec(devDependencies.electron ?? '') ?? [];
    // Below 45 the bridge between page and preload had holes.
    expect(Number(major)).toBeGreaterThanOrEqual(45);
  });

  test('17. the sender of a message is checked', async () => {
    const elsewhere = { ...contents().mainFrame, url: 'https://example.com/' };
    const reply = await running.double.electron.ipcMain.invoke(
      { sender: contents(), senderFrame: elsewhere } as never,
      'collate:call',
      ['getSnapshot', {}],
    );
    expect(reply).toMatchObject({ ok: false, failure: { kind: 'permission' } });
    expect(running.core.calls).toEqual([]);
  });

  test('18. the page has its own scheme, registered once, and file: is refused', async () => {
    expect(running.double.recorded.schemeRegistrations).toBe(1);
    expect(running.double.recorded.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
    const file = await running.double.sessions
      .get('collate')
      ?.respond('file:///etc/passwd', { method: 'GET' });
    expect(file?.status).toBe(403);
  });

  test('19. the fuses are set by the packaging, strictly', async () => {
    const builder = await readFile(join(root, 'electron-builder.yml'), 'utf8');
    expect(builder).toMatch(/^afterPack: \.\/scripts\/fuses\.mjs$/m);
    expect(await readFile(join(root, 'scripts/fuses.mjs'), 'utf8')).toContain(
      'strictlyRequireAllFuses: true',
    );
  });

  test('20. the preload gives the page two functions and nothing of Electron', async () => {
    const preload = await readFile(join(root, 'electron/preload.ts'), 'utf8');
    expect(preload.match(/exposeInMainWorld\('(\w+)'/g)).toEqual(["exposeInMainWorld('transport'"]);
    expect(preload.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
    for (const preferences of everyWindow())
      expect(preferences.preload).toBe(join(app.appPath, 'dist/preload/preload.js'));
  });

  test('the inspector is not in the packaged app', () => {
    for (const preferences of everyWindow()) expect(preferences.devTools).toBe(false);
    const items = JSON.stringify(running.double.recorded.applicationMenu);
    expect(items).not.toMatch(/toggleDevTools|reload/i);
  });
});
