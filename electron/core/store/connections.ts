// The rows of connections and of the user's own prices. Never holds a secret: those are the vault's.
import type { Database } from 'better-sqlite3';
import type { Connection } from '../../../shared/connection.ts';
import type { OwnPrice } from '../../../shared/price.ts';
import { fromBody, toBody } from './body.ts';
import type { StoreOptions } from './store.ts';

export interface ConnectionRows {
  write(connection: Connection): void;
  /** All but removed ones, in the order they were added. */
  readAll(): Connection[];
  /** Deletes connections marked as removed, and the own prices that belonged to them. */
  purge(): void;
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
        DELETE FROM own_prices WHERE connection_id IN (SELECT id FROM connections WHERE is_removed = 1);
        DELETE FROM connections WHERE is_removed = 1;
      `);
    },
    writePrices: (prices) => {
      clearPrices.run();
      for (const price of prices)
        writePrice.run(price.model.connectionId, price.model.modelId, toBody(price));
    },
    readPrices: () => read<OwnPrice>(readPrices.all(), 'An own price'),
  };
};
