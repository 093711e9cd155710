// The life of the app around its page: profile, instance, window, crash, quit.
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseBounds } from '../../electron/desktop/bounds.ts';
import { createElectronDouble } from '../helpers/electron-double/electron-double.ts';
import { loadMain } from '../helpers/electron-double/load-main.ts';
import { createEvent, type DoubleOptions } from '../helpers/electron-double/world.ts';
import { fakeCoreOf } from '../helpers/fake-core.ts';
import {
  buildSmallApp,
  type RunningApp,
  runSmallApp,
  type SmallApp,
  sourceMain,
  withFakeCore,
} from './small-app.ts';

let app: SmallApp;
const started: RunningApp[] = [];

const run = async (options: Partial<DoubleOptions> = {}): Promise<RunningApp> => {
  const running = await runSmallApp(app, options);
  started.push(running);
  return running;
};
const onlyWindow = (running: RunningApp) => {
  const [window] = running.double.windows;
  if (window === undefined || running.double.windows.length !== 1)
    throw new Error('There is not exactly one window.');
  return window;
};

beforeEach(async () => {
  app = await buildSmallApp();
});
afterEach(async () => {
  for (const { double } of started.splice(0)) {
    double.electron.app.quit();
    await double.exited;
  }
  await app.remove();
});

describe('the profile', () => {
  test('lies where it was asked to, with the browser’s own files apart', async () => {
    const running = await run();
    expect(running.core.ports.dataDir).toBe(app.dataDir);
    expect(running.double.electron.app.getPath('userData')).toBe(app.dataDir);
    expect(running.double.electron.app.getPath('sessionData')).toBe(join(app.dataDir, 'browser'));
  });

  test('lies in the system’s place for app data otherwise, private to its owner', async () => {
    const appData = join(app.appPath, 'app-data');
    const dataDir = join(appData, 'Collate');
    const double = createElectronDouble({ appPath: app.appPath, appData });
    const opened = new Promise((resolve) => {
      double.electron.app.once('browser-window-created', (_event, window) =>
        window.once('ready-to-show', resolve),
      );
    });
    await Promise.all([opened, loadMain(sourceMain, double.electron, withFakeCore)]);
    started.push({ double, core: fakeCoreOf(dataDir) });
    expect((await stat(dataDir)).mode & 0o077).toBe(0);
  });

  test('that cannot be made is explained in a box', async () => {
    const blocked = join(app.appPath, 'file');
    await writeFile(blocked, '');
    const double = createElectronDouble({
      appPath: app.appPath,
      appData: app.appPath,
      switches: { 'data-dir': join(blocked, 'profile') },
    });
    await loadMain(sourceMain, double.electron, withFakeCore);
    expect(await double.exited).toBe(1);
    expect(double.recorded.errorBoxes).toMatchObject([{ title: 'Collate cannot start' }]);
    expect(double.recorded.windowOptions).toEqual([]);
  });

  test.runIf(process.platform !== 'win32')(
    'that others can open is refused when it holds something, else closed',
    async () => {
      const double = () =>
        createElectronDouble({
          appPath: app.appPath,
          appData: app.appPath,
          switches: { 'data-dir': app.dataDir },
        });
      await chmod(app.dataDir, 0o755);
      await writeFile(join(app.dataDir, 'notes.txt'), 'mine');
      const refused = double();
      await loadMain(sourceMain, refused.electron, withFakeCore);
      expect(await refused.exited).toBe(1);
      expect(refused.recorded.errorBoxes[0]?.content).toContain('is open to other users');
      await rm(join(app.dataDir, 'notes.txt'));
      await run();
      expect((await stat(app.dataDir)).mode & 0o777).toBe(0o700);
    },
  );

  test('keeps small JSON files for their owner alone, and whole', async () => {
    const { core, double } = await run();
    const file = core.ports.openJsonFile('vault');
    expect(file.path).toBe(join(app.dataDir, 'vault.json'));
    expect(file.read()).toEqual({});
    file.write({ 'a.b': { c: [1, 'ü'] } });
    expect(JSON.parse(await readFile(file.path, 'utf8'))).toEqual({ 'a.b': { c: [1, 'ü'] } });
    expect((await stat(file.path)).mode & 0o777).toBe(0o600);
    file.write({ d: 1 });
    expect(core.ports.openJsonFile('vault').read()).toEqual({ d: 1 });
    expect(double.electron.ipcMain.eventNames()).toEqual(['collate:subscribe']);
  });

  test('keeps a log of bounded size, one entry a line', async () => {
    const { core } = await run();
    const path = join(app.dataDir, 'log.jsonl');
    core.ports.log('warn', 'Something\nodd', { count: 1 });
    const [line = ''] = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', message: 'Something\nodd', count: 1 });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await writeFile(path, 'x'.repeat(1_000_001));
    core.ports.log('info', 'After');
    expect((await readFile(path, 'utf8')).trimEnd().split('\n')).toHaveLength(1);
    expect((await stat(`${path}.old`)).size).toBe(1_000_001);
  });
});

describe('a second start', () => {
  test('of the same profile ends at once and brings the first window to the front', async () => {
    const first = await run();
    const window = onlyWindow(first);
    window.minimize();
    const second = createElectronDouble({
      appPath: app.appPath,
      appData: app.appPath,
      switches: { 'data-dir': app.dataDir },
    });
    await loadMain(sourceMain, second.electron, withFakeCore);
    expect(await second.exited).toBe(0);
    expect(second.recorded.windowOptions).toEqual([]);
    expect([window.isMinimized(), window.focusCount]).toEqual([false, 1]);
    expect(first.double.windows).toHaveLength(1);
  });

  test('is possible again once the first has ended', async () => {
    const first = await run();
    first.double.electron.app.quit();
    await first.double.exited;
    await run();
  });
});

describe('the window', () => {
  test('is shown when it is painted, in the colour of the theme', async () => {
    const light = await run();
    expect(light.double.recorded.windowOptions).toMatchObject([{ show: false, backgroundColor: '#f5f5f8' }]);
    expect(onlyWindow(light).isVisible()).toBe(true);
    light.double.electron.app.quit();
    await light.double.exited;
    const dark = await run({ isDark: true });
    expect(dark.double.recorded.windowOptions).toMatchObject([{ backgroundColor: '#121317' }]);
  });

  test('comes back where it was, maximized if it was', async () => {
    const first = await run();
    onlyWindow(first).setBounds({ x: 40, y: 60, width: 900, height: 700 });
    onlyWindow(first).maximize();
    first.double.electron.app.quit();
    await first.double.exited;
    const second = await run();
    expect(second.double.recorded.windowOptions).toMatchObject([{ x: 40, y: 60, width: 900, height: 700 }]);
    expect(onlyWindow(second).isMaximized()).toBe(true);
  });

  test('opens although the file with its place is damaged', async () => {
    await writeFile(join(app.dataDir, 'window.json'), '{"bounds": {"x": "left"}, "isMaximized": 1}');
    const running = await run();
    expect(running.double.recorded.windowOptions).toMatchObject([{ x: 0, y: 0, width: 1440, height: 900 }]);
    expect(onlyWindow(running).isMaximized()).toBe(false);
  });

  test('opens although the file with its place is not even JSON', async () => {
    await writeFile(join(app.dataDir, 'window.json'), '{{{');
    const running = await run();
    expect(onlyWindow(running).isVisible()).toBe(true);
    running.double.electron.app.quit();
    await running.double.exited;
    expect(JSON.parse(await readFile(join(app.dataDir, 'window.json'), 'utf8'))).toMatchObject({
      isMaximized: false,
    });
  });

  test('reloads when its process dies, but not for ever', async () => {
    const running = await run();
    const { webContents } = onlyWindow(running);
    const die = (reason: string) =>
      webContents.emit('render-process-gone', createEvent({}), { reason, exitCode: 5 });
    die('clean-exit');
    expect(webContents.reloads).toBe(0);
    for (let round = 0; round < 5; round += 1) die('crashed');
    expect(webContents.reloads).toBe(3);
    expect(running.double.recorded.errorBoxes.map(({ title }) => title)).toEqual([
      'The window keeps failing',
      'The window keeps failing',
    ]);
  });

  test('has the menu of its system, and one under the second button where text is', async () => {
    const running = await run();
    const roles = JSON.stringify(running.double.recorded.applicationMenu);
    for (const role of ['editMenu', 'windowMenu', 'zoomIn', 'togglefullscreen'])
      expect(roles).toContain(`"${role}"`);
    const ask = (params: object) =>
      onlyWindow(running).webContents.emit('context-menu', createEvent({}), {
        editFlags: {},
        selectionText: '',
        ...params,
      });
    ask({ isEditable: false });
    ask({ isEditable: false, selectionText: 'text' });
    ask({ isEditable: true, editFlags: { canPaste: true, canCut: false } });
    expect(running.double.recorded.contextMenus).toMatchObject([
      [{ role: 'copy' }],
      [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut', enabled: false },
        { role: 'copy' },
        { role: 'paste', enabled: true },
        { role: 'selectAll' },
      ],
    ]);
  });
});

describe('remembered bounds', () => {
  const screens = [
    { x: 0, y: 25, width: 1440, height: 875 },
    { x: 1440, y: 0, width: 1920, height: 1040 },
  ];
  const fresh = { x: 0, y: 25, width: 1440, height: 875 };

  test.each([
    ['on the first display', { x: 100, y: 100, width: 1000, height: 600 }],
    ['on the second display', { x: 1500, y: 50, width: 1000, height: 600 }],
    ['hanging over an edge, but within reach', { x: -800, y: 100, width: 1000, height: 600 }],
  ])('%s are kept', (_where, bounds) => {
    expect(chooseBounds(bounds, screens)).toEqual(bounds);
  });

  test.each<[string, unknown]>([
    ['of a display that is gone', { x: 4000, y: 100, width: 1000, height: 600 }],
    ['above every display', { x: 100, y: -500, width: 1000, height: 600 }],
    ['below every display', { x: 100, y: 2000, width: 1000, height: 600 }],
    ['out of reach at the side', { x: -950, y: 100, width: 1000, height: 600 }],
    ['too small', { x: 100, y: 100, width: 10, height: 10 }],
    ['far too large', { x: 0, y: 25, width: 1e9, height: 1e9 }],
    ['of the wrong type', { x: '0', y: 0, width: 1000, height: 600 }],
    ['not whole', { x: 0.5, y: 25, width: 1000, height: 600 }],
    ['not numbers', { x: Number.NaN, y: 25, width: 1000, height: 600 }],
    ['absent', undefined],
    ['null', null],
  ])('%s give way to the middle of the first display', (_why, bounds) => {
    expect(chooseBounds(bounds, screens)).toEqual(fresh);
  });

  test('leave a margin on a large display and never exceed a small one', () => {
    expect(chooseBounds(undefined, [{ x: 0, y: 0, width: 2560, height: 1400 }])).toEqual({
      x: 560,
      y: 250,
      width: 1440,
      height: 900,
    });
    expect(chooseBounds(undefined, [{ x: 10, y: 20, width: 1280, height: 700 }])).toEqual({
      x: 10,
      y: 20,
      width: 1280,
      height: 700,
    });
  });
});

describe('the end', () => {
  test.runIf(process.platform !== 'darwin')(
    'comes with the last window, once the core has closed',
    async () => {
      const running = await run();
      const closing = Promise.withResolvers<void>();
      running.core.untilClosed = closing.promise;
      let hasEnded = false;
      void running.double.exited.then(() => {
        hasEnded = true;
      });
      onlyWindow(running).close();
      await Promise.resolve();
      expect([running.core.closeCount, hasEnded]).toEqual([1, false]);
      running.double.electron.app.quit();
      expect(running.core.closeCount).toBe(1);
      closing.resolve();
      expect(await running.double.exited).toBe(0);
      expect(running.core.closeCount).toBe(1);
    },
  );

  test('comes although the core fails to close, and the log says so', async () => {
    const running = await run();
    running.core.untilClosed = Promise.reject(new Error('disk gone'));
    running.double.electron.app.quit();
    expect(await running.double.exited).toBe(0);
    expect(await readFile(join(app.dataDir, 'log.jsonl'), 'utf8')).toContain('disk gone');
  });

  test('comes early when the build is missing, before anything is opened', async () => {
    await mkdir(join(app.appPath, 'elsewhere'));
    const double = createElectronDouble({
      appPath: join(app.appPath, 'elsewhere'),
      appData: app.appPath,
      switches: { 'data-dir': app.dataDir },
    });
    await loadMain(sourceMain, double.electron, withFakeCore);
    expect(await double.exited).toBe(1);
    expect(double.recorded.errorBoxes[0]?.content).toContain('files.json');
    expect(() => fakeCoreOf(app.dataDir)).toThrow('No core was started');
  });
});
