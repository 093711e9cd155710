// A built app small enough to be made by a test: the real main and preload over a page of a few lines and a core that echoes.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { createElectronDouble, type ElectronDouble } from '../helpers/electron-double/electron-double.ts';
import { loadMain } from '../helpers/electron-double/load-main.ts';
import type { DoubleOptions } from '../helpers/electron-double/world.ts';
import { type FakeCore, fakeCoreOf } from '../helpers/fake-core.ts';

export const root = resolve(import.meta.dirname, '../..');
export const sourceMain = join(root, 'electron/main.ts');
export const withFakeCore = {
  [join(root, 'electron/core/core.ts')]: join(root, 'tests/helpers/fake-core.ts'),
};

/** The files of the small page, with the names and types the build would list. */
const pageFiles = [
  {
    path: 'index.html',
    mediaType: 'text/html; charset=utf-8',
    text: `<!doctype html><html lang="en"><title>Small</title><link rel="stylesheet" href="./assets/page-1.css">
<body><a id="own" href="https://example.com/own">own</a><a id="new" href="https://example.com/new" target="_blank" rel="noopener">new</a>
<a id="mail" href="mailto:a@example.com" target="_blank" rel="noopener">mail</a>
<p id="state"></p><script type="module" src="./assets/page-1.js"></script>`,
  },
  { path: 'assets/page-1.css', mediaType: 'text/css; charset=utf-8', text: 'body { color: rgb(1, 2, 3) }' },
  {
    path: 'assets/page-1.js',
    mediaType: 'text/javascript; charset=utf-8',
    text: `globalThis.batches = []; transport.subscribe((batch) => { batches.push(batch); });
document.getElementById('state').textContent = 'ready';`,
  },
  {
    path: 'assets/tree.worker-AbC123.js',
    mediaType: 'text/javascript; charset=utf-8',
    text: `const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
WebAssembly.instantiate(bytes).then(() => postMessage('compiled'), (error) => postMessage(String(error)));`,
  },
];

export interface SmallApp {
  appPath: string;
  dataDir: string;
  /** Removes everything. */
  remove(): Promise<void>;
}

/** Writes `dist/` with the preload built from its source. */
export const buildSmallApp = async (): Promise<SmallApp> => {
  const folder = await mkdtemp(join(tmpdir(), 'collate-small-app-'));
  const appPath = join(folder, 'app');
  const dist = join(appPath, 'dist');
  const dataDir = join(folder, 'profile');
  await mkdir(join(dist, 'renderer', 'assets'), { recursive: true });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(join(dist, 'files.json'), JSON.stringify(pageFiles.map(({ text, ...listed }) => listed)));
  for (const { path, text } of pageFiles) await writeFile(join(dist, 'renderer', path), text);
  await build({
    configFile: false,
    root,
    logLevel: 'silent',
    build: {
      ssr: 'electron/preload.ts',
      outDir: join(dist, 'preload'),
      emptyOutDir: true,
      target: 'node24',
      rollupOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: '[name].js' } },
    },
  });
  return { appPath, dataDir, remove: () => rm(folder, { recursive: true, force: true }) };
};

export interface RunningApp {
  double: ElectronDouble;
  core: FakeCore;
}

/** Runs the real entry in the double, without a browser behind it, until its window is loaded. */
export const runSmallApp = async (
  app: SmallApp,
  options: Partial<DoubleOptions> = {},
): Promise<RunningApp> => {
  const double = createElectronDouble({
    appPath: app.appPath,
    appData: join(app.appPath, '..'),
    switches: { 'data-dir': app.dataDir },
    ...options,
  });
  const opened = new Promise<void>((resolve, reject) => {
    double.electron.app.once('browser-window-created', (_event, window) => {
      window.once('ready-to-show', () => resolve());
    });
    double.exited.then(
      (code) => reject(new Error(`ended with ${code}: ${JSON.stringify(double.recorded.errorBoxes)}`)),
      reject,
    );
  });
  await Promise.all([opened, loadMain(sourceMain, double.electron, withFakeCore)]);
  return { double, core: fakeCoreOf(app.dataDir) };
};
