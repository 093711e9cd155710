// The rows of run records: large, written once, read one at a time.
import type { Database } from 'better-sqlite3';
import type { AnswerId } from '../../../shared/id.ts';
import type { RunRecord } from '../../../shared/run-record.ts';
import { fromPackedBody, toPackedBody } from './body.ts';

export interface RunRecordRows {
  write(record: RunRecord): void;
  read(answerId: AnswerId): RunRecord | undefined;
}

export const createRunRecordRows = (db: Database): RunRecordRows => {
  const write = db.prepare('INSERT OR REPLACE INTO run_records (answer_id, body) VALUES (?, ?)');
  const read = db.prepare<[string], Buffer>('SELECT body FROM run_records WHERE answer_id = ?').pluck();
  return {
    write: (record) => write.run(record.answerId, toPackedBody(record)),
    read: (answerId) => {
      const body = read.get(answerId);
      return body === undefined ? undefined : fromPackedBody<RunRecord>(body);
    },
  };
};
