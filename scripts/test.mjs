// `npm test`: everything that has to hold, from a fresh clone. Ends with one plain line, `N passed, N failed`.
// `-- --only lint,types,unit,e2e` runs a part of it.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWhenStale } from './build.mjs';
import { ensureChromium, noChromium } from './chromium.mjs';
import { countCheck, countPlaywright, countVitest, sum } from './count-results.mjs';
import { obtainElectron } from './electron-binary.mjs';
import { install } from './install.mjs';
import { commandOf, pinnedEnvironment, pinnedNode, root } from './pinned-node.mjs';
import { runCommand } from './run-command.mjs';

/** @typedef {import('./count-results.mjs').Count} Count */

const reports = mkdtempSync(join(tmpdir(), 'collate-test-'));
/** @param {string} name */
const reportPath = (name) => join(reports, `${name}.json`);
/** @param {string} name */
const readReport = (name) =>
  existsSync(reportPath(name)) ? JSON.parse(readFileSync(reportPath(name), 'utf8')) : undefined;

/**
 * @param {string} script
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
const run = async (script, args, env) =>
  (await runCommand(pinnedNode(), [script, ...args], { cwd: root, env })).code;

/** @param {string} title */
const announce = (title) => process.stdout.write(`\n── ${title}\n`);

/** @satisfies {Record<string, (env: NodeJS.ProcessEnv) => Promise<Count>>} */
const parts = {
  lint: async (/** @type {NodeJS.ProcessEnv} */ env) => {
    announce('lint');
    return countCheck(await run(commandOf('@biomejs/biome'), ['check', '.'], env));
  },
  types: async (/** @type {NodeJS.ProcessEnv} */ env) => {
    announce('types');
    const counts = [];
    for (const project of ['shared', 'electron', 'renderer', 'tests', 'scripts'])
      counts.push(countCheck(await run(commandOf('typescript', 'tsc'), ['-p', project], env)));
    return sum(counts);
  },
  unit: async (/** @type {NodeJS.ProcessEnv} */ env) => {
    announce('unit and contract tests');
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportPath('unit')}`];
    const code = await run(commandOf('vitest'), args, env);
    return countVitest(readReport('unit'), code);
  },
  e2e: async (/** @type {NodeJS.ProcessEnv} */ env) => {
    announce(`end-to-end tests${env.COLLATE_E2E_HOST === undefined ? '' : ` (${env.COLLATE_E2E_HOST})`}`);
    const args = ['test', '--reporter=list,json'];
    const code = await run(commandOf('@playwright/test', 'playwright'), args, {
      ...env,
      PLAYWRIGHT_JSON_OUTPUT_NAME: reportPath('e2e'),
    });
    return countPlaywright(readReport('e2e'), code);
  },
};

/**
 * @param {string} name
 * @returns {name is keyof typeof parts}
 */
const isPart = (name) => Object.hasOwn(parts, name);

/** @param {string | undefined} only */
const choose = (only) => {
  const names = only === undefined ? Object.keys(parts) : only.split(',');
  if (names.every(isPart)) return names;
  throw new Error(`--only knows ${Object.keys(parts).join(', ')}, and not all of “${only}”.`);
};

/** @returns {Promise<Count>} */
const test = async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const names = choose(values.only);
  await install();
  /** @type {Count[]} */
  const counts = [];
  const env = pinnedEnvironment();
  if (names.includes('unit') || names.includes('e2e')) {
    const chromium = await ensureChromium();
    if (chromium === undefined) throw new Error(noChromium);
    env.CHROME_PATH = chromium;
    if (env.COLLATE_E2E_HOST === 'electron') {
      const electron = await obtainElectron({ insists: true });
      if ('because' in electron) throw new Error(electron.because);
    }
    announce('build');
    await buildWhenStale();
    counts.push({ passed: 1, failed: 0, skipped: 0 });
  }
  for (const name of names) counts.push(await parts[name](env));
  return sum(counts);
};

let count = { passed: 0, failed: 1, skipped: 0 };
try {
  count = await test();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
} finally {
  rmSync(reports, { recursive: true, force: true });
}
if (count.skipped > 0) process.stdout.write(`\n${count.skipped} skipped; each says why above.\n`);
process.stdout.write(`\n${count.passed} passed, ${count.failed} failed\n`);
process.exitCode = count.failed === 0 ? 0 : 1;
