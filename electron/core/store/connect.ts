// Opens one SQLite file the way Collate needs it: alone, in WAL, checked, at the newest schema. Decides nothing about a file
// that fails: it throws, with nothing changed.
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { applicationId, migrate, newestSchema } from './migrate.ts';
import { StoreError } from './store.ts';

/** A file that opens but is damaged inside, or belongs to another program. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

/** Below this SQLite could corrupt a WAL database when the log was reset under load (fixed in 3.51.3, 2026-03-13). */
const oldestSqlite = [3, 51, 3] as const;

/** Long enough for a holder that is just closing, short enough not to be felt. */
const busyTimeoutMs = 300;

/** A file that was closed cleanly is read through only up to this size, which takes about 0.1 s. */
const maxCheckedBytes = 64 * 1024 * 1024;

const newerMessage =
  'This data was written by a newer version of Collate. It was left as it is; open it with that version.';

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

/** Reads the schema version from the file's header, so that a newer file is not even opened. Throws `newer`. */
export const refuseNewer = (path: string): void => {
  if (sizeOf(path) < 100) return;
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, header.length, 0);
  } finally {
    closeSync(file);
  }
  const isOurs =
    header.toString('latin1', 0, 16) === 'SQLite format 3\0' && header.readUInt32BE(68) === applicationId;
  if (isOurs && header.readUInt32BE(60) > newestSchema) throw new StoreError('newer', newerMessage);
};

const requireSqlite = (db: Database.Database): void => {
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  const difference = oldestSqlite.map((part, index) => (parts[index] ?? 0) - part).find((each) => each !== 0);
  if ((difference ?? 0) < 0)
    throw new StoreError('unusable', `SQLite ${version} is too old: ${oldestSqlite.join('.')} is needed.`);
};

const requireOurs = (db: Database.Database): void => {
  const isEmpty = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (isEmpty) return;
  if (db.pragma('application_id', { simple: true }) !== applicationId)
    throw new DamagedError('The file is a database of another program.');
  if (Number(db.pragma('user_version', { simple: true })) > newestSchema)
    throw new StoreError('newer', newerMessage);
};

/** Table by table: a check of the whole would also read the word index by meaning, which takes seconds on large profiles. */
const requireHealthy = (db: Database.Database): void => {
  const tables = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
    )
    .pluck()
    .all();
  for (const table of tables) {
    const verdict = db.pragma(`quick_check(${table})`, { simple: true });
    if (verdict !== 'ok') throw new DamagedError(`Table ${table} is damaged: ${String(verdict)}`);
  }
};

/**
 * Throws SQLite's own error (busy, corrupt, full…), `DamagedError`, or `StoreError` for `newer` and an old SQLite.
 * The lock is held until the connection is closed, and dies with the process.
 */
export const connect = (path: string): Database.Database => {
  // The log is removed on a clean end: one that is there means a crash.
  const wasCrash = sizeOf(`${path}-wal`) > 0;
  const size = sizeOf(path);
  const db = new Database(path, { timeout: busyTimeoutMs });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    requireSqlite(db);
    requireOurs(db);
    db.pragma('journal_mode = WAL');
    db.exec('BEGIN IMMEDIATE; COMMIT');
    db.pragma('synchronous = NORMAL');
    db.pragma('mmap_size = 0');
    db.pragma('foreign_keys = ON');
    if (wasCrash || size <= maxCheckedBytes) requireHealthy(db);
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};
