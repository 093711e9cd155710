// The diagnostics of the loopback shell: lines of JSON in the profile. What is logged is free of secrets before it comes here.
import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Ports } from '../core/ports.ts';

/** Some ten thousand lines; the file before that is kept once. */
const maxBytes = 2_000_000;

/** Never throws: a log that cannot be written must not stop what it reports on. */
export const createLog = (dataDir: string): Ports['log'] => {
  const path = join(dataDir, 'collate.log');
  let size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return (level, message, detail) => {
    try {
      const line = `${JSON.stringify({ at: new Date().toISOString(), level, message, ...detail })}\n`;
      if (size + line.length > maxBytes) {
        renameSync(path, `${path}.1`);
        size = 0;
      }
      appendFileSync(path, line, { mode: 0o600 });
      size += line.length;
    } catch (error) {
      process.stderr.write(`Collate cannot write its log: ${(error as Error).message}\n`);
    }
  };
};
