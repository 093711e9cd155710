// Loaded into the core's process by the stress bench: how late its event loop was. SIGUSR2 begins to count; the exit writes.
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const file = process.env.COLLATE_BENCH_DELAYS;
if (file !== undefined) {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  process.on('SIGUSR2', () => delays.reset());
  process.on('exit', () =>
    writeFileSync(file, JSON.stringify({ p99Ms: delays.percentile(99) / 1e6, maxMs: delays.max / 1e6 })),
  );
}
