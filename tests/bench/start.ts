// Start-up of the built app on a profile that exists: from the command to the link that can be opened.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLoopbackServer } from '../e2e/hosts.ts';
import { median, type Row, round } from './row.ts';

const starts = 7;

export const benchStart = async (): Promise<Row[]> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'collate-bench-'));
  const times: number[] = [];
  for (let count = 0; count <= starts; count += 1) {
    const startedAt = performance.now();
    const { server } = await startLoopbackServer(dataDir);
    if (count > 0) times.push(performance.now() - startedAt);
    const gone = new Promise((done) => server.once('exit', done));
    server.kill('SIGINT');
    await gone;
  }
  rmSync(dataDir, { recursive: true, force: true });
  const ms = median(times);
  return [
    {
      name: 'start: second start to usable link',
      value: round(ms),
      unit: 'ms',
      goal: '≤ 2000',
      ok: ms <= 2000,
    },
  ];
};
