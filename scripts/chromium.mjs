// Makes sure that the end-to-end tests have a Chromium: one that is installed, else Playwright's, else Debian's.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { commandOf, pinnedNode, root } from './pinned-node.mjs';
import { runCommand } from './run-command.mjs';

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];

/** Where installers put it on systems that do not put it on the path. */
const places = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

/**
 * @param {{ platform: string, environment: Record<string, string | undefined>, exists: (path: string) => boolean }} machine
 * @returns {string | undefined} Path of an installed Chrome or Chromium; `CHROME_PATH` first.
 */
export const findChromium = ({ platform, environment, exists }) => {
  const folders = (environment.PATH ?? environment.Path ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '');
  const onPath = names.flatMap((name) =>
    folders.map((folder) => join(folder, platform === 'win32' ? `${name}.exe` : name)),
  );
  const fixed = /** @type {Record<string, string[] | undefined>} */ (places)[platform] ?? [];
  return [environment.CHROME_PATH ?? '', ...onPath, ...fixed].find((path) => path !== '' && exists(path));
};

const findInstalled = () =>
  findChromium({ platform: process.platform, environment: process.env, exists: existsSync });

/** Where Playwright keeps its own, once it has downloaded it. */
const findPlaywrights = () => {
  const script = "process.stdout.write((await import('playwright-core')).default.chromium.executablePath())";
  const { stdout } = spawnSync(pinnedNode(), ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  return stdout !== '' && existsSync(stdout) ? stdout : undefined;
};

/** @returns {Promise<string | undefined>} */
export const ensureChromium = async () => {
  const found = findInstalled() ?? findPlaywrights();
  if (found !== undefined) return found;
  process.stderr.write('No Chrome or Chromium is installed: downloading Playwright’s …\n');
  const install = [commandOf('playwright-core'), 'install', 'chromium'];
  await runCommand(pinnedNode(), install, { cwd: root, quiet: true, timeoutMs: 300_000 });
  const downloaded = findPlaywrights();
  if (downloaded !== undefined) return downloaded;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stderr.write('That failed: installing Debian’s chromium …\n');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runCommand('apt-get', ['update', '-qq'], { env, quiet: true });
    await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      env,
      quiet: true,
    });
  }
  return findInstalled();
};

export const noChromium =
  'There is no Chromium for the end-to-end tests. Install Chrome or Chromium, or name one with CHROME_PATH.';
