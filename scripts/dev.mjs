// `npm run dev`: builds again on every change, restarts the loopback shell when its own code changed, and has open pages reload
// themselves when theirs did. A reload and not a hot replacement of modules: that would need inline script and style, which the
// page's policy forbids, and the policy is never relaxed, so that what is developed is what ships.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileList } from './build.mjs';
import { continueOnPinnedNode, root } from './pinned-node.mjs';

await continueOnPinnedNode(import.meta.url);
const { createBuilder } = await import('vite');

/** Pages keep their address, and with it their session, when only they were built anew. */
const port = '4173';
const dist = join(root, 'dist');

/** Asks for the page again and again, and loads it when it is another one. Part of the page only while developing. */
const reloadScript = `
const read = async () => (await fetch('./index.html', { cache: 'no-store', credentials: 'omit' })).text();
const first = await read();
setInterval(async () => {
  const now = await read().catch(() => first);
  if (now !== first && now.includes('<script')) window.location.reload();
}, 500);
`;

/** @type {import('vite').Plugin} */
const reloadPages = {
  name: 'collate:reload-pages',
  applyToEnvironment: (environment) => environment.name === 'client',
  resolveId: (id) => (id === 'collate:reload' ? '\0collate:reload' : null),
  load: (id) => (id === '\0collate:reload' ? reloadScript : null),
  transformIndexHtml: () => [
    { tag: 'script', attrs: { type: 'module' }, children: "import 'collate:reload'", injectTo: 'body' },
  ],
};

/** @type {import('node:child_process').ChildProcess | undefined} */
let shell;
/** @type {Promise<void>} */
let restarted = Promise.resolve();

const stopShell = async () => {
  const ending = shell;
  shell = undefined;
  if (ending === undefined || ending.exitCode !== null) return;
  const gone = new Promise((resolve) => ending.once('exit', resolve));
  ending.kill('SIGTERM');
  await gone;
};

const restartShell = async () => {
  await stopShell();
  const args = [
    '--enable-source-maps',
    join(dist, 'electron', 'serve.js'),
    '--port',
    port,
    ...process.argv.slice(2),
  ];
  shell = spawn(process.execPath, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
};

/** Environments whose first build is not finished; the shell starts when none is left. */
const building = new Set(['client', 'node']);

/** @param {string} name */
const onBuilt = (name) => {
  const isFirst = building.delete(name);
  if (building.size > 0) return;
  writeFileList(dist);
  if (isFirst || name === 'node') restarted = restarted.then(restartShell);
};

// What is in dist/ from here on is not what ships: the next start builds again.
rmSync(join(dist, 'build-stamp.json'), { force: true });
const builder = await createBuilder({
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'warn',
  plugins: [reloadPages],
  build: { watch: {} },
});
for (const name of [...building]) {
  const environment = builder.environments[name];
  if (environment === undefined) throw new Error(`vite.config.ts has no environment “${name}”.`);
  const watcher = await builder.build(environment);
  if (!('on' in watcher)) throw new Error('The build does not watch.');
  watcher.on('event', (event) => {
    if (event.code === 'BUNDLE_END')
      process.stderr.write(`built: ${name}, ${Math.round(event.duration)} ms\n`);
    else if (event.code === 'END') onBuilt(name);
    else if (event.code === 'ERROR') process.stderr.write(`${event.error.message}\n`);
  });
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.once(signal, () => void stopShell().then(() => process.exit(0)));
