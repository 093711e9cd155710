// Decides what happens to a profile's file on opening: taken, refused, set aside when damaged, or worked on as a copy when the
// folder cannot be written. Knows nothing of the tables inside.
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Notice } from '../../../shared/state.ts';
import { connect, DamagedError, refuseNewer } from './connect.ts';
import { describeHolder, removeLockInfo, writeLockInfo } from './lock-info.ts';
import { isBusy, isCorruption, isReadOnly } from './sqlite-error.ts';
import { StoreError, type StoreOptions } from './store.ts';

export interface OpenDatabase {
  db: Database;
  /** The folder cannot be written: the file in use is a temporary copy that is gone after `close`. */
  isCopy: boolean;
  notices: Notice[];
  /** Releases the lock. */
  close(): void;
}

const fileName = 'collate.db';
const companions = ['', '-wal', '-shm'] as const;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** Renames the file and its log to `collate.db.bad-<time>`. Returns the new name. */
const setAside = (path: string): string => {
  // Colons are not allowed in Windows file names.
  const aside = `${path}.bad-${new Date().toISOString().replaceAll(':', '-')}`;
  for (const companion of companions)
    if (existsSync(path + companion)) renameSync(path + companion, aside + companion);
  return basename(aside);
};

const connectOrSetAside = (
  path: string,
  options: StoreOptions,
  isCopy: boolean,
): { db: Database; notices: Notice[] } => {
  try {
    return { db: connect(path), notices: [] };
  } catch (error) {
    if (!isCorruption(error) && !(error instanceof DamagedError)) throw error;
    const name = setAside(path);
    options.log('error', 'The database is damaged and was set aside', { reason: wordsOf(error), name });
    const kept = isCopy ? 'It was left where it is.' : `It was kept as ${name} in ${options.dataDir}.`;
    const message = `The saved chats could not be read because their file is damaged. ${kept} Collate began with an empty one.`;
    return { db: connect(path), notices: [{ id: 'database-corrupt', kind: 'database-corrupt', message }] };
  }
};

const openInPlace = (path: string, options: StoreOptions): OpenDatabase => {
  const { db, notices } = connectOrSetAside(path, options, false);
  try {
    writeLockInfo(options.dataDir);
  } catch (error) {
    options.log('warn', 'The name tag of the lock could not be written', { reason: wordsOf(error) });
  }
  return {
    db,
    notices,
    isCopy: false,
    close: () => {
      try {
        removeLockInfo(options.dataDir);
      } finally {
        db.close();
      }
    },
  };
};

const openCopy = (path: string, options: StoreOptions): OpenDatabase => {
  const folder = mkdtempSync(join(tmpdir(), 'collate-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, fileName);
    for (const companion of ['', '-wal'])
      if (existsSync(path + companion)) {
        copyFileSync(path + companion, copy + companion);
        // Copied with the rights of the original, which may be the reason for the copy.
        chmodSync(copy + companion, 0o600);
      }
    const { db, notices } = connectOrSetAside(copy, options, true);
    const close = () => {
      db.close();
      remove();
    };
    return { db, notices, isCopy: true, close };
  } catch (error) {
    remove();
    throw error;
  }
};

/** Throws `StoreError` and nothing else; then nothing was changed. */
export const openDatabase = (options: StoreOptions): OpenDatabase => {
  const path = join(options.dataDir, fileName);
  try {
    refuseNewer(path);
    if (!isWritable(options.dataDir) || (existsSync(path) && !isWritable(path)))
      return openCopy(path, options);
    try {
      return openInPlace(path, options);
    } catch (error) {
      if (!isReadOnly(error)) throw error;
      return openCopy(path, options);
    }
  } catch (error) {
    if (error instanceof StoreError) throw error;
    if (isBusy(error))
      throw new StoreError('in-use', `These chats are already open. ${describeHolder(options.dataDir)}`, {
        cause: error,
      });
    throw new StoreError('unusable', `The chats in ${options.dataDir} cannot be opened: ${wordsOf(error)}`, {
      cause: error,
    });
  }
};
