// Runs every bench and prints its rows; `--json FILE` writes them. Figures are this machine's; compare ratios, not milliseconds.
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { benchCore } from './core.ts';
import { benchOpen } from './open.ts';
import { benchPage } from './page.ts';
import { benchPathological } from './pathological.ts';
import { printRow, type Row } from './row.ts';
import { benchStart } from './start.ts';
import { benchStreaming } from './streaming.ts';
import { benchStress } from './stress.ts';

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const benches: Record<string, () => Promise<Row[]>> = {
  start: benchStart,
  core: benchCore,
  page: benchPage,
  streaming: benchStreaming,
  open: benchOpen,
  stress: benchStress,
  pathological: benchPathological,
};

const rows: Row[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (values.only !== undefined && values.only !== name) continue;
  for (const row of await bench()) {
    rows.push(row);
    printRow(row);
  }
}
console.log(
  `\n${availableParallelism()} cores, Node ${process.version}, ${rows.filter((row) => row.ok === false).length} marks missed.`,
);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ rows }, undefined, 2)}\n`);
process.exit(0);
