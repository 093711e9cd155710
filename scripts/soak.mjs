// `npm run soak`: what takes too long for `npm test`; takes `-- --minutes N` and `--only stress|attacks`.
import { runOnBuild } from './run-on-build.mjs';

await runOnBuild(import.meta.url, 'tests/soak/run.ts');
