// Gets the Electron binary, which its package does not hold: by the package's own installer, within a time limit.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, root } from './pinned-node.mjs';
import { runCommand } from './run-command.mjs';

/** Some 120 MB: minutes on a slow line, never on one that is blocked. */
const timeoutMs = 300_000;
/** A download that failed is not tried again at every start. */
const retryAfterMs = 24 * 60 * 60 * 1000;

const folder = join(root, 'node_modules', 'electron');
const failurePath = join(root, 'node_modules', '.collate-electron-failed');

/** @returns {string | undefined} Path of the binary, where it is complete and of the right version. */
export const findElectron = () => {
  const pathFile = join(folder, 'path.txt');
  const versionFile = join(folder, 'dist', 'version');
  if (!existsSync(pathFile) || !existsSync(versionFile)) return undefined;
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') !== version) return undefined;
  const path = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(path) ? path : undefined;
};

const failedLately = () =>
  existsSync(failurePath) && Date.now() - Number(readFileSync(failurePath, 'utf8')) < retryAfterMs;

/**
 * @param {{ insists: boolean }} options `insists`: also when it failed a short while ago.
 * @returns {Promise<{ path: string } | { because: string }>}
 */
export const obtainElectron = async ({ insists }) => {
  const found = findElectron();
  if (found !== undefined) return { path: found };
  if (!insists && failedLately())
    return { because: 'Electron could not be downloaded lately (npm start -- --desktop tries again).' };
  process.stderr.write('Downloading Electron, once …\n');
  const { code, isTimeout } = await runCommand(pinnedNode(), [join(folder, 'install.js')], {
    quiet: true,
    timeoutMs,
  });
  const path = findElectron();
  if (code === 0 && path !== undefined) {
    rmSync(failurePath, { force: true });
    return { path };
  }
  writeFileSync(failurePath, String(Date.now()));
  return { because: isTimeout ? 'downloading Electron took too long.' : 'Electron could not be downloaded.' };
};
