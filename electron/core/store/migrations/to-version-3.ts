// The third schema: the beginnings of words, so that typing a common one need not merge the lists of thousands of words.
import type { Migration } from './migration.ts';

/**
 * Which documents a beginning of up to six letters occurs in, and nothing of where: the lists are short, ready and in order. The other
 * index goes on knowing positions, for words that must follow each other.
 * It begins empty, which takes no time at all: older documents are brought in while Collate runs, the newest first, and all that is
 * newer than the oldest in it is in it.
 */
export const toVersion3: Migration = {
  version: 3,
  migrate: (db) => {
    db.exec(`
      CREATE VIRTUAL TABLE beginnings USING fts5 (
        text,
        content = '',
        contentless_delete = 1,
        detail = none,
        tokenize = 'unicode61 remove_diacritics 2',
        prefix = '1 2 3 4 5 6'
      );
      DROP TRIGGER forget_words;
      CREATE TRIGGER forget_words AFTER DELETE ON documents BEGIN
        DELETE FROM words WHERE rowid = old.id;
        DELETE FROM beginnings WHERE rowid = old.id;
      END;
    `);
  },
};
