// Whether the build is that of the sources as they are. Times tell in a few milliseconds that nothing was touched; where they
// differ, as after a checkout, the contents decide.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything the build is made of. */
const sources = [
  'electron',
  'renderer',
  'shared',
  'scripts/build.mjs',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];

/**
 * @param {string} folder
 * @param {string} inside What the folder is called in the result.
 * @returns {string[]} In a stable order.
 */
export const listFiles = (folder, inside = '') =>
  readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) return listFiles(join(folder, entry.name), path);
      return entry.isFile() ? [path] : [];
    });

/** @param {string} root */
const listSources = (root) =>
  sources.flatMap((source) => {
    const path = join(root, source);
    if (!existsSync(path)) return [];
    return statSync(path).isDirectory() ? listFiles(path, source) : [source];
  });

/**
 * @param {string} root
 * @param {string[]} files
 */
const touched = (root, files) => {
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
};

/**
 * @param {string} root
 * @param {string[]} files
 */
const contents = (root, files) => {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
};

/** @param {string} root */
const stampPath = (root) => join(root, 'dist', 'build-stamp.json');

/**
 * The state of the sources; taken before building, so that a change during the build is not missed.
 * @param {string} root
 */
export const readSources = (root) => {
  const files = listSources(root);
  return { touched: touched(root, files), contents: contents(root, files) };
};

/**
 * @param {string} root
 * @param {{ touched: string, contents: string }} state
 */
export const writeStamp = (root, state) => writeFileSync(stampPath(root), JSON.stringify(state));

/** @param {string} root */
export const isBuilt = (root) => {
  if (!existsSync(stampPath(root))) return false;
  const stamp = JSON.parse(readFileSync(stampPath(root), 'utf8'));
  const files = listSources(root);
  const now = touched(root, files);
  if (stamp.touched === now) return true;
  if (stamp.contents !== contents(root, files)) return false;
  writeStamp(root, { touched: now, contents: stamp.contents });
  return true;
};
