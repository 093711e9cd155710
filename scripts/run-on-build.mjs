// Runs a script of the tests on the pinned Node against a build that is up to date, with a Chromium. What `npm run bench` and
// `npm run soak` share.
import { join } from 'node:path';
import { buildWhenStale } from './build.mjs';
import { ensureChromium, noChromium } from './chromium.mjs';
import { continueOnPinnedNode, pinnedEnvironment, pinnedNode, root } from './pinned-node.mjs';
import { runCommand } from './run-command.mjs';

/**
 * Ends with the script's own exit code.
 * @param {string} caller The module's own URL, to go on in on the pinned Node.
 * @param {string} script Path from the project's root.
 */
export const runOnBuild = async (caller, script) => {
  await continueOnPinnedNode(caller);
  const chromium = await ensureChromium();
  if (chromium === undefined) throw new Error(noChromium);
  await buildWhenStale();
  const env = { ...pinnedEnvironment(), CHROME_PATH: chromium };
  const args = [join(root, script), ...process.argv.slice(2)];
  process.exitCode = (await runCommand(pinnedNode(), args, { env })).code;
};
