// What a migration is: one step of the schema. Knows nothing of what is stored.
import type { Database } from 'better-sqlite3';

/** Takes the schema from `version - 1` to `version`. Runs inside a transaction; must not begin or end one. */
export interface Migration {
  version: number;
  migrate(db: Database): void;
}
