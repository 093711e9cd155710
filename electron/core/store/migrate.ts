// Brings a database to the newest schema, one step per transaction. Knows nothing of what the steps do.
import type { Database } from 'better-sqlite3';
import type { Migration } from './migrations/migration.ts';
import { toVersion1 } from './migrations/to-version-1.ts';
import { toVersion2 } from './migrations/to-version-2.ts';
import { toVersion3 } from './migrations/to-version-3.ts';

const migrations: readonly Migration[] = [toVersion1, toVersion2, toVersion3];

/** The schema this Collate writes; a file with a higher one is not touched. */
export const newestSchema = migrations.length;

/** "Coll" in ASCII: tells our files from other programs' SQLite files. */
export const applicationId = 0x436f6c6c;

/** Applies every missing step. Each is atomic: a crash in between leaves the old or the new schema. */
export const migrate = (db: Database): void => {
  const from = Number(db.pragma('user_version', { simple: true }));
  for (const migration of migrations.slice(from)) {
    db.transaction(() => {
      migration.migrate(db);
      db.pragma(`application_id = ${applicationId}`);
      db.pragma(`user_version = ${migration.version}`);
    })();
  }
  // So that the version in the file's own header is true, and can be read without opening it.
  if (from < newestSchema) db.pragma('wal_checkpoint(TRUNCATE)');
};
