// Sorts SQLite's error codes by what they mean for a person. Knows nothing of what was being written.
import type { StorageHealth } from '../../../shared/state.ts';

/** SQLite's code ("SQLITE_FULL", "SQLITE_IOERR_WRITE"), or undefined for an error of another origin. */
export const sqliteCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^SQLITE_/.test(error.code)
    ? error.code
    : undefined;

/** The file is not a healthy database. */
export const isCorruption = (error: unknown): boolean =>
  /^SQLITE_(CORRUPT|NOTADB)/.test(sqliteCode(error) ?? '');

/** Another process holds the file. */
export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(sqliteCode(error) ?? '');

export const isReadOnly = (error: unknown): boolean =>
  /^SQLITE_(READONLY|PERM)/.test(sqliteCode(error) ?? '');

/** The index keeps no positions, and was asked for words that follow each other. */
export const isPhraseRefusal = (error: unknown): boolean =>
  sqliteCode(error) === 'SQLITE_ERROR' && /phrase queries are not supported/.test(String(error));

/** The error belongs to what was written (a broken reference, too large a row), not to the disk: writing it again cannot help. */
export const isUnwritable = (error: unknown): boolean => {
  const code = sqliteCode(error);
  return code === undefined || /^SQLITE_(CONSTRAINT|TOOBIG|MISMATCH|RANGE)/.test(code);
};

/** What a failed write says about the disk. */
export const healthFrom = (error: unknown): StorageHealth => {
  const detail = error instanceof Error ? error.message : String(error);
  if (sqliteCode(error) === 'SQLITE_FULL') return { state: 'full', detail };
  return { state: isReadOnly(error) ? 'read-only' : 'failing', detail };
};
