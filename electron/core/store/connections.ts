// The rows of connections, of what they list, and of the user's own prices. Never holds a secret: those are the vault's.
import type { Database } from 'better-sqlite3';
import type { Connection, ModelList } from '../../../shared/connection.ts';
import type { ConnectionId } from '../../../shared/id.ts';
import type { OwnPrice } from '../../../shared/price.ts';
import { fromBody, toBody } from './body.ts';
import type { StoreOptions } from './store.ts';

export interface ConnectionRows {
  write(connection: Connection): void;
  /** All but removed ones, in the order they were added. */
  readAll(): Connection[];
  /** Deletes connections marked as removed, and the model lists and own prices that belonged to them. */
  purge(): void;
  /** Undefined: nothing is known of the models any more. */
  writeModels(connectionId: ConnectionId, list: ModelList | undefined): void;
  readModels(): Record<ConnectionId, ModelList>;
  /** Replaces all own prices. */
  writePrices(prices: OwnPrice[]): void;
  readPrices(): OwnPrice[];
}

export const createConnectionRows = (db: Database, log: StoreOptions['log']): ConnectionRows => {
  const write = db.prepare(
    `INSERT INTO connections (id, is_removed, body) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET is_removed = excluded.is_removed, body = excluded.body`,
  );
  const readAll = db
    .prepare<[], string>('SELECT body FROM connections WHERE is_removed = 0 ORDER BY position')
    .pluck();
  const writeModels = db.prepare(
    `INSERT INTO model_lists (connection_id, body) VALUES (?, ?)
     ON CONFLICT (connection_id) DO UPDATE SET body = excluded.body`,
  );
  const clearModels = db.prepare('DELETE FROM model_lists WHERE connection_id = ?');
  const readModels = db.prepare<[], { connection_id: ConnectionId; body: string }>(
    'SELECT * FROM model_lists',
  );
  const clearPrices = db.prepare('DELETE FROM own_prices');
  const writePrice = db.prepare(
    'INSERT OR REPLACE INTO own_prices (connection_id, model_id, body) VALUES (?, ?, ?)',
  );
  const readPrices = db.prepare<[], string>('SELECT body FROM own_prices ORDER BY rowid').pluck();
  const read = <Value>(bodies: string[], what: string): Value[] =>
    bodies.flatMap((body) => {
      const value = fromBody<Value>(body, (reason) => log('error', `${what} cannot be read`, { reason }));
      return value === undefined ? [] : [value];
    });
  return {
    write: (connection) =>
      write.run(connection.id, connection.isRemoved === true ? 1 : 0, toBody(connection)),
    readAll: () => read<Connection>(readAll.all(), 'A connection'),
    purge: () => {
      db.exec(`
        DELETE FROM model_lists WHERE connection_id IN (SELECT id FROM connections WHERE is_removed = 1);
        DELETE FROM own_prices WHERE connection_id IN (SELECT id FROM connections WHERE is_removed = 1);
        DELETE FROM connections WHERE is_removed = 1;
      `);
    },
    writeModels: (connectionId, list) => {
      if (list === undefined) clearModels.run(connectionId);
      else writeModels.run(connectionId, toBody(list));
    },
    readModels: () =>
      Object.fromEntries(
        readModels.all().flatMap(({ connection_id, body }) => {
          const [list] = read<ModelList>([body], 'A list of models');
          return list === undefined ? [] : [[connection_id, list]];
        }),
      ),
    writePrices: (prices) => {
      clearPrices.run();
      for (const price of prices)
        writePrice.run(price.model.connectionId, price.model.modelId, toBody(price));
    },
    readPrices: () => read<OwnPrice>(readPrices.all(), 'An own price'),
  };
};
