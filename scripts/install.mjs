// Installs the packages when they are not there or not those of the lock file. npm keeps its own record of what it installed,
// and writes it last: so an install that was cut short counts as none.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[],
 *   optionalDependencies?: Record<string, string> }} Locked
 * @typedef {{ packages?: Record<string, Locked> }} Lock
 */

/**
 * @param {string[] | undefined} allowed
 * @param {string} value
 */
const fits = (allowed, value) =>
  allowed === undefined || (allowed.includes(value) && !allowed.includes(`!${value}`));

/**
 * @param {Lock} lock What should be there.
 * @param {Lock | undefined} installed What npm says is there.
 * @param {{ platform: string, arch: string }} machine
 * @returns {string | undefined} Why an install is needed, for a person.
 */
export const whyInstall = (lock, installed, { platform, arch }) => {
  if (installed?.packages === undefined) return 'no packages are installed yet';
  for (const [path, wanted] of Object.entries(lock.packages ?? {})) {
    if (path === '') continue;
    const found = installed.packages[path];
    // Optional packages may be left out by npm for reasons of its own, such as another C library.
    if (found === undefined && (wanted.optional || !fits(wanted.os, platform) || !fits(wanted.cpu, arch)))
      continue;
    if (found?.version !== wanted.version)
      return `${path.replace(/^.*node_modules\//, '')} is not the one of the lock file`;
  }
  return undefined;
};

/**
 * Whether the lock file names the packages of every system. npm leaves out those that it could not see when it wrote the file, and
 * its exact install then refuses the whole file, although what is left out is optional.
 * @param {Lock} lock
 */
export const isComplete = ({ packages = {} }) => {
  const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
  return Object.values(packages).every(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).every((name) => names.has(name)),
  );
};

/**
 * @param {string} path
 * @returns {Lock | undefined}
 */
const readLock = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined);

/** The npm that runs this script, on the Node it runs on; else the one on the path. */
const npm = () => {
  const own = process.env.npm_execpath;
  return own !== undefined && /^npm-cli\.c?js$/.test(basename(own))
    ? { command: process.execPath, first: [own], shell: false }
    : { command: 'npm', first: [], shell: process.platform === 'win32' };
};

/** Does nothing when everything is there. Rejects when npm fails. */
export const install = async () => {
  const lock = readLock(join(root, 'package-lock.json')) ?? {};
  const installed = readLock(join(root, 'node_modules', '.package-lock.json'));
  const why = whyInstall(lock, installed, process);
  if (why === undefined) return;
  process.stderr.write(`Installing packages (${why}) …\n`);
  const { command, first, shell } = npm();
  // Both keep to the lock file and neither changes it.
  const how = isComplete(lock) ? ['ci'] : ['install', '--no-save'];
  // No package's install script is run: all of them bring what they need ready-made.
  const args = [...first, ...how, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code } = await runCommand(command, args, { cwd: root, quiet: true, shell });
  if (code !== 0) throw new Error('The packages could not be installed. What npm said is above.');
};
