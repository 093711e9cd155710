// What takes too long for every run of the tests: ten minutes of sixteen columns, and every attack there is. Ends with 1 when
// anything was lost, blocked or let through.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pagePolicy } from '../../shared/page-policy.ts';
import { printRow, type Row } from '../bench/row.ts';
import { benchStress } from '../bench/stress.ts';
import { attackApp } from '../hostile/attack-app.ts';
import { attackRaw } from '../hostile/attack-raw.ts';
import { attacks } from '../hostile/corpus.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, only: { type: 'string' } },
});
const seconds = Number(values.minutes) * 60;
if (!(seconds > 0)) throw new Error('--minutes takes a number above 0.');
if (values.only !== undefined && !['stress', 'attacks'].includes(values.only))
  throw new Error('--only takes stress or attacks.');

const attackAll = async (isPolicyOff: boolean): Promise<Row> => {
  const folder = mkdtempSync(join(tmpdir(), 'collate-soak-'));
  const report = await attackApp(attacks, { folder, isPolicyOff });
  rmSync(folder, { recursive: true, force: true });
  for (const incident of new Set(report.incidents)) console.log(`  ${incident}`);
  return {
    name: `hostile: incidents of all attacks${isPolicyOff ? ', without the page’s policy' : ''}`,
    value: report.incidents.length,
    unit: 'incidents',
    goal: '0',
    ok: report.incidents.length === 0,
    against: `${report.attacks} attacks, ${report.answers} answers, ${Object.keys(report.looks).length} places and phases, ${report.provoked} elements provoked`,
  };
};

const attackInnerHtml = async (): Promise<Row> => {
  const seen = await attackRaw(attacks, pagePolicy("'none'"));
  const { hosts, ...counts } = seen;
  const value = hosts.length + Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (value > 0) console.log(`  ${JSON.stringify(seen)}`);
  return {
    name: 'hostile: incidents of all attacks, through innerHTML under the page’s policy',
    value,
    unit: 'incidents',
    goal: '0',
    ok: value === 0,
    against: `${attacks.length} attacks`,
  };
};

const rows: Row[] = [];
const take = (row: Row): void => {
  rows.push(row);
  printRow(row);
};

if (values.only !== 'attacks') for (const row of await benchStress(seconds)) take(row);
if (values.only !== 'stress') {
  take(await attackAll(false));
  take(await attackAll(true));
  take(await attackInnerHtml());
}
process.exit(rows.some((row) => row.ok === false) ? 1 : 0);
