// The second schema: what the answers of each connection add up to, which outlives them. Begins with the answers there are.
import type { Answer } from '../../../../shared/chat.ts';
import { activityOf, addActivity, type ConnectionActivity } from '../../../../shared/connection-activity.ts';
import { fromBody, toBody } from '../body.ts';
import type { Migration } from './migration.ts';

export const toVersion2: Migration = {
  version: 2,
  migrate: (db) => {
    db.exec(`
      CREATE TABLE connection_activity (
        connection_id TEXT PRIMARY KEY,
        body TEXT NOT NULL
      ) STRICT;
    `);
    const sums = new Map<string, ConnectionActivity>();
    const ended = db.prepare<[], string>('SELECT body FROM answers WHERE is_running = 0 ORDER BY position');
    for (const body of ended.pluck().iterate()) {
      // One that cannot be read adds nothing, and is reported when its chat is opened.
      const answer = fromBody<Answer>(body, () => undefined);
      const added = answer === undefined ? undefined : activityOf(answer);
      if (answer === undefined || added === undefined) continue;
      const { connectionId } = answer.asked.model;
      sums.set(connectionId, addActivity(sums.get(connectionId), added));
    }
    const write = db.prepare('INSERT INTO connection_activity (connection_id, body) VALUES (?, ?)');
    for (const [connectionId, sum] of sums) write.run(connectionId, toBody(sum));
  },
};
