// Builds everything into dist/: the page, both shells' entries, the preload, and the list of the page's files by which the
// shells serve them.
import { rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { isBuilt, listFiles, readSources, writeStamp } from './build-stamp.mjs';
import { continueOnPinnedNode, pinnedNode, root } from './pinned-node.mjs';
import { runCommand } from './run-command.mjs';

/** What a build of the page can hold. A file of another kind stops the build instead of being served as a guess. */
const mediaTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** @param {string} dist */
export const writeFileList = (dist) => {
  const list = listFiles(join(dist, 'renderer'))
    .filter((path) => !path.endsWith('.map'))
    .map((path) => {
      const mediaType = /** @type {Record<string, string | undefined>} */ (mediaTypes)[extname(path)];
      if (mediaType === undefined)
        throw new Error(`The build made ${path}, a kind of file that scripts/build.mjs does not know.`);
      return { path, mediaType };
    });
  writeFileSync(join(dist, 'files.json'), `${JSON.stringify(list, null, 1)}\n`);
};

/** Builds on the pinned Node when the sources changed since the last build. Rejects when that fails. */
export const buildWhenStale = async () => {
  if (isBuilt(root)) return;
  process.stderr.write('Building …\n');
  const { code } = await runCommand(pinnedNode(), [join(root, 'scripts', 'build.mjs')], {
    cwd: root,
    quiet: true,
  });
  if (code !== 0) throw new Error('Collate could not be built. What went wrong is above.');
};

const build = async () => {
  const sources = readSources(root);
  const dist = join(root, 'dist');
  rmSync(join(dist, 'build-stamp.json'), { force: true });
  const { createBuilder } = await import('vite');
  const builder = await createBuilder({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  await builder.buildApp();
  writeFileList(dist);
  writeStamp(root, sources);
};

if (
  process.argv[1] !== undefined &&
  import.meta.url.endsWith('/build.mjs') &&
  /[\\/]build\.mjs$/.test(process.argv[1])
) {
  await continueOnPinnedNode(import.meta.url);
  await build();
}
