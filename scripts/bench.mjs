// `npm run bench`: measures the built app with tests/bench/run.ts, which takes `-- --json FILE` and `-- --only NAME`.
// Times are reported, never asserted.
import { join } from 'node:path';
import { buildWhenStale } from './build.mjs';
import { ensureChromium, noChromium } from './chromium.mjs';
import { continueOnPinnedNode, pinnedEnvironment, pinnedNode, root } from './pinned-node.mjs';
import { runCommand } from './run-command.mjs';

await continueOnPinnedNode(import.meta.url);
const chromium = await ensureChromium();
if (chromium === undefined) throw new Error(noChromium);
await buildWhenStale();
const env = { ...pinnedEnvironment(), CHROME_PATH: chromium };
const script = join(root, 'tests', 'bench', 'run.ts');
process.exitCode = (await runCommand(pinnedNode(), [script, ...process.argv.slice(2)], { env })).code;
