// `npm run bench`: measures the built app; takes `-- --json FILE` and `-- --only NAME`. Times are reported, never asserted.
import { runOnBuild } from './run-on-build.mjs';

await runOnBuild(import.meta.url, 'tests/bench/run.ts');
