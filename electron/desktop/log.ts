// The diagnostics file of the desktop shell: one JSON line per entry, beside the data. What is written is free of secrets by the callers' promise.
import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Ports } from '../core/ports.ts';

/** Enough for weeks of ordinary use; one older file is kept. */
const maxBytes = 1_000_000;

/** Never throws: a log that cannot be written is no reason to stop. */
export const createLog = (dataDir: string): Ports['log'] => {
  const path = join(dataDir, 'log.jsonl');
  return (level, message, detail) => {
    const line = `${JSON.stringify({ at: new Date().toISOString(), level, message, ...detail })}\n`;
    try {
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) renameSync(path, `${path}.old`);
      appendFileSync(path, line, { mode: 0o600 });
    } catch {
      process.stderr.write(line);
    }
  };
};
