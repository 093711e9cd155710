// The rows of chats. Knows nothing of what is asked in them.
import type { Database } from 'better-sqlite3';
import type { Chat } from '../../../shared/chat.ts';
import { fromBody, toBody } from './body.ts';
import type { StoreOptions } from './store.ts';

export interface ChatRows {
  write(chat: Chat): void;
  /** All but deleted ones, oldest first. */
  readAll(): Chat[];
  /** Removes chats marked as deleted, with everything in them and in the word index. */
  purge(): void;
}

export const createChatRows = (db: Database, log: StoreOptions['log']): ChatRows => {
  const write = db.prepare(
    `INSERT INTO chats (id, is_deleted, body) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET is_deleted = excluded.is_deleted, body = excluded.body`,
  );
  const readAll = db.prepare<[], { id: string; body: string }>(
    'SELECT id, body FROM chats WHERE is_deleted = 0 ORDER BY rowid',
  );
  const purge = db.prepare('DELETE FROM chats WHERE is_deleted = 1');
  return {
    write: (chat) => write.run(chat.id, chat.isDeleted === true ? 1 : 0, toBody(chat)),
    readAll: () =>
      readAll.all().flatMap(({ id, body }) => {
        const chat = fromBody<Chat>(body, (reason) => log('error', 'A chat cannot be read', { id, reason }));
        return chat === undefined ? [] : [chat];
      }),
    purge: () => purge.run(),
  };
};
