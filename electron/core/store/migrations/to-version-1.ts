// The first schema: chats, turns, answers and their evidence, connections, their model lists, own prices, and the word index.
import type { Migration } from './migration.ts';

/**
 * Bodies are JSON, because they are always read whole; a column stands apart only where SQL needs it.
 * Rows are ordered by their rowid, which is the order of arrival: clocks may go back.
 * The word index keeps no text: what is shown of a hit is cut from the body it points to. Beginnings of one and two letters are
 * indexed, because they occur everywhere; from three on the words themselves are quick enough.
 */
export const toVersion1: Migration = {
  version: 1,
  migrate: (db) => {
    db.exec(`
      CREATE TABLE chats (
        id TEXT PRIMARY KEY,
        is_deleted INTEGER NOT NULL,
        body TEXT NOT NULL
      ) STRICT;

      CREATE TABLE turns (
        position INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        chat_id TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
        body TEXT NOT NULL
      ) STRICT;
      CREATE INDEX turns_of_chat ON turns (chat_id);

      CREATE TABLE answers (
        position INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        turn_id TEXT NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
        is_running INTEGER NOT NULL,
        body TEXT NOT NULL
      ) STRICT;
      CREATE INDEX answers_of_turn ON answers (turn_id);
      CREATE INDEX running_answers ON answers (is_running) WHERE is_running = 1;

      -- What a running answer received since its body was written: events, to be folded over the body in order.
      CREATE TABLE answer_tails (
        position INTEGER PRIMARY KEY,
        answer_id TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
        events TEXT NOT NULL
      ) STRICT;
      CREATE INDEX tails_of_answer ON answer_tails (answer_id);

      CREATE TABLE run_records (
        answer_id TEXT PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE,
        body BLOB NOT NULL
      ) STRICT;

      CREATE TABLE connections (
        position INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        is_removed INTEGER NOT NULL,
        body TEXT NOT NULL
      ) STRICT;

      -- What an endpoint listed last, so that a request does not depend on whether somebody looked at the list in this run.
      CREATE TABLE model_lists (
        connection_id TEXT PRIMARY KEY,
        body TEXT NOT NULL
      ) STRICT;

      CREATE TABLE own_prices (
        connection_id TEXT NOT NULL,
        model_id TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (connection_id, model_id)
      ) STRICT;

      -- One per text that can be found: a prompt (no answer_id) or an answer. The id is the rowid in the index.
      CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        turn_id TEXT NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
        answer_id TEXT UNIQUE REFERENCES answers (id) ON DELETE CASCADE
      ) STRICT;
      CREATE INDEX documents_of_turn ON documents (turn_id);
      CREATE UNIQUE INDEX document_of_prompt ON documents (turn_id) WHERE answer_id IS NULL;

      CREATE VIRTUAL TABLE words USING fts5 (
        text,
        content = '',
        contentless_delete = 1,
        tokenize = 'unicode61 remove_diacritics 2',
        prefix = '1 2'
      );
      CREATE TRIGGER forget_words AFTER DELETE ON documents BEGIN
        DELETE FROM words WHERE rowid = old.id;
      END;
    `);
  },
};
