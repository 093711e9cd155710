// The one way to zod: configured so that it never compiles code, which the page's policy forbids.
// Knows nothing of what is validated with it.
import { config, z } from 'zod';

// Without this zod probes `new Function` once, and `require-trusted-types-for 'script'` reports it.
config({ jitless: true });

export { z };
