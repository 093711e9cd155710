// `npm start`: installs and builds where needed, then opens Collate. Only Node's own modules are used here, so that a fresh
// clone and an older Node are enough.
import { join } from 'node:path';
import { help, parseStartArguments, UsageError } from './arguments.mjs';
import { buildWhenStale } from './build.mjs';
import { chooseShell } from './choose-shell.mjs';
import { obtainElectron } from './electron-binary.mjs';
import { install } from './install.mjs';
import { pinnedNode, root } from './pinned-node.mjs';
import { runCommand } from './run-command.mjs';

/** A window that is gone this soon, killed by itself, never came up: Chromium's sandbox was refused by the system. */
const crashMs = 10_000;

/** @param {string | undefined} because */
const explain = (because) => {
  if (because !== undefined) process.stderr.write(`Opening the page in a browser: ${because}\n`);
};

/** @param {string[]} args */
const openPage = async (args) => {
  const serve = join(root, 'dist', 'electron', 'serve.js');
  // Not the pinned environment: what runs here is the app, and its environment is the person's own.
  return (await runCommand(pinnedNode(), ['--enable-source-maps', serve, ...args], { linked: true })).code;
};

/**
 * @param {{ desktop: boolean, dataDir: string | undefined }} flags
 * @returns {Promise<{ code: number } | { because: string }>}
 */
const openWindow = async ({ desktop, dataDir }) => {
  const electron = await obtainElectron({ insists: desktop });
  if ('because' in electron) return electron;
  const startedAt = Date.now();
  const args = [root, ...(dataDir === undefined ? [] : [`--data-dir=${dataDir}`])];
  const { code, signal } = await runCommand(electron.path, args);
  const hasCrashed = signal !== null && signal !== 'SIGINT' && signal !== 'SIGTERM';
  if (hasCrashed && Date.now() - startedAt < crashMs)
    return { because: `Electron could not open a window here (${signal}).` };
  return { code };
};

const start = async () => {
  const flags = parseStartArguments(process.argv.slice(2));
  if (flags.help) {
    process.stdout.write(help);
    return 0;
  }
  await install();
  await buildWhenStale();
  const machine = { platform: process.platform, environment: process.env, isRoot: process.getuid?.() === 0 };
  const choice = chooseShell(flags, machine);
  if (choice.shell === 'web') {
    explain(choice.because);
    return await openPage(flags.forWeb);
  }
  const window = await openWindow(flags);
  if ('code' in window) return window.code;
  if (flags.desktop) throw new Error(window.because);
  explain(window.because);
  return await openPage(flags.forWeb);
};

try {
  process.exitCode = await start();
} catch (error) {
  process.stderr.write(`Collate: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
