// Says who holds a profile, for the message another process shows. The lock itself is SQLite's; this is only its name tag.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from '../../../shared/zod.ts';

const holderSchema = z.object({
  pid: z.int().positive(),
  program: z.string().max(200),
  startedAt: z.string().max(40),
});

const pathIn = (dataDir: string): string => join(dataDir, 'collate.lock.json');

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not permitted to signal it: it is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Throws where the folder cannot be written. */
export const writeLockInfo = (dataDir: string): void => {
  const holder = {
    pid: process.pid,
    program: basename(process.execPath),
    startedAt: new Date().toISOString(),
  };
  writeFileSync(pathIn(dataDir), `${JSON.stringify(holder)}\n`, { mode: 0o600 });
};

/** Call while the lock is still held: afterwards the tag may be the next holder's. */
export const removeLockInfo = (dataDir: string): void => rmSync(pathIn(dataDir), { force: true });

/** One sentence naming the holder, or saying that it cannot be named: the tag may be missing or left by a crash. */
export const describeHolder = (dataDir: string): string => {
  try {
    const holder = holderSchema.parse(JSON.parse(readFileSync(pathIn(dataDir), 'utf8')));
    if (isAlive(holder.pid))
      return `Process ${holder.pid} (${holder.program}) has it open since ${holder.startedAt}.`;
    return 'Another process has it open.';
  } catch {
    return 'Another process has it open.';
  }
};
