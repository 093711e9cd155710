// The rows of what the answers of each connection add up to. Whoever writes an answer says when it ended; this only adds.
import type { Database } from 'better-sqlite3';
import type { Answer } from '../../../shared/chat.ts';
import { activityOf, addActivity, type ConnectionActivity } from '../../../shared/connection-activity.ts';
import type { ConnectionId } from '../../../shared/id.ts';
import { fromBody, toBody } from './body.ts';
import type { StoreOptions } from './store.ts';

export interface ActivityRows {
  /** To be called once per answer, in the transaction in which it is first written as ended. */
  add(answer: Answer): void;
  read(connectionId: ConnectionId): ConnectionActivity | undefined;
  /** Deletes the sums of connections that are not there any more. */
  purge(): void;
}

export const createActivityRows = (db: Database, log: StoreOptions['log']): ActivityRows => {
  const readBody = db
    .prepare<[string], string>('SELECT body FROM connection_activity WHERE connection_id = ?')
    .pluck();
  const write = db.prepare(
    `INSERT INTO connection_activity (connection_id, body) VALUES (?, ?)
     ON CONFLICT (connection_id) DO UPDATE SET body = excluded.body`,
  );
  const purge = db.prepare(
    'DELETE FROM connection_activity WHERE connection_id NOT IN (SELECT id FROM connections)',
  );
  const read = (connectionId: ConnectionId): ConnectionActivity | undefined => {
    const body = readBody.get(connectionId);
    return body === undefined
      ? undefined
      : fromBody<ConnectionActivity>(body, (reason) =>
          log('error', 'What a connection was used for cannot be read', { id: connectionId, reason }),
        );
  };
  return {
    add: (answer) => {
      const added = activityOf(answer);
      if (added === undefined) return;
      const { connectionId } = answer.asked.model;
      write.run(connectionId, toBody(addActivity(read(connectionId), added)));
    },
    read,
    purge: () => purge.run(),
  };
};
