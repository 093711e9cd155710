// The quick way of searching finds what the plain way finds, in the same order, and an older profile loses nothing on the way there.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { pauseMs } from '../../../electron/core/store/catch-up.ts';
import { migrate } from '../../../electron/core/store/migrate.ts';
import { createSearchIndex } from '../../../electron/core/store/search.ts';
import { createTurnRows } from '../../../electron/core/store/turns.ts';
import { phrasesOf } from '../../../electron/core/store/words.ts';
import { answered, openProfile, type Profile, temporaryFolder } from './profile.ts';
import { aChat, anAnswer, aTurn } from './sample-chat.ts';

/** What is in the file of the second schema: no beginnings, and a trigger that knows none. */
const makeOlder = (folder: string): void => {
  const db = new Database(join(folder, 'collate.db'));
  db.exec(`
    DROP TABLE beginnings;
    DROP TRIGGER forget_words;
    CREATE TRIGGER forget_words AFTER DELETE ON documents BEGIN
      DELETE FROM words WHERE rowid = old.id;
    END;
  `);
  db.pragma('user_version = 2');
  db.close();
};

const countIn = (folder: string, table: 'words' | 'beginnings'): number => {
  const db = new Database(join(folder, 'collate.db'), { readonly: true });
  const count = db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  db.close();
  return count;
};

const textsOf = (profile: Profile, query: string, limit = 100): string[] =>
  profile.store.search(query, limit).map((hit) => hit.snippet.map((piece) => piece.text).join(''));

describe('the quick way equals the plain one', () => {
  const openIndex = () => {
    const db = new Database(':memory:');
    db.pragma('foreign_keys = ON');
    migrate(db);
    const logged: string[] = [];
    const log = (_: string, message: string) => logged.push(message);
    const turns = createTurnRows(db, log);
    const index = createSearchIndex(db, log);
    const add = (text: string, isDeleted: boolean): void => {
      const chat = aChat();
      const answer = anAnswer({ status: 'complete', parts: [{ type: 'text', text }] });
      const turn = aTurn({ answers: [] });
      db.prepare('INSERT INTO chats (id, is_deleted, body) VALUES (?, ?, ?)').run(
        chat.id,
        isDeleted ? 1 : 0,
        JSON.stringify(chat),
      );
      turns.writeTurn(chat.id, turn);
      turns.writeAnswer(turn.id, answer);
      index.addAnswer(turn.id, answer);
    };
    /** Straight from the index that knows all words and where they stand. */
    const plainly = (query: string, limit: number): string[] => {
      const match = phrasesOf(query).map((phrase) => `"${phrase.join(' ')}"*`);
      if (match.length === 0) return [];
      return db
        .prepare<[string, number], string>(
          `SELECT documents.answer_id FROM words CROSS JOIN documents ON documents.id = words.rowid
             CROSS JOIN turns ON turns.id = documents.turn_id CROSS JOIN chats ON chats.id = turns.chat_id
           WHERE words MATCH ? AND chats.is_deleted = 0 ORDER BY words.rowid DESC LIMIT ?`,
        )
        .pluck()
        .all(match.join(' '), limit);
    };
    const quickly = (query: string, limit: number): (string | undefined)[] =>
      index.search(query, limit).map((hit) => hit.answerId);
    return { db, index, logged, add, plainly, quickly };
  };

  /** Few letters, so that words begin alike; case, accents, other scripts, and marks that SQLite and we cut differently. */
  const letters = [
    'a',
    'b',
    'B',
    'ä',
    'a\u0308',
    'é',
    '1',
    '本',
    'カ',
    'и',
    'हि',
    '\u{1e900}',
    '’',
    '-',
    '_',
  ];
  const word = fc
    .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 9 })
    .map((all) => all.join(''));
  const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
  const beginning = word.map((whole) => whole.slice(0, 2));
  const query = fc
    .array(fc.oneof(beginning, word), { minLength: 1, maxLength: 3 })
    .map((words) => words.join(' '));

  test('for any texts and queries, with deleted chats among them, and at any point of catching up', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(fc.record({ text, isDeleted: fc.integer({ min: 0, max: 4 }) }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.array(query, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(12),
        (documents, queries, limit, newest) => {
          const { db, index, logged, add, plainly, quickly } = openIndex();
          for (const each of documents) add(each.text, each.isDeleted === 0);
          const compare = (how: typeof quickly): void => {
            for (const each of queries) {
              const expected = plainly(each, limit);
              found += expected.length;
              expect(how(each, limit)).toEqual(expected);
            }
          };
          compare(quickly);
          // As after the migration, when only the newest are in.
          db.prepare('DELETE FROM beginnings WHERE rowid <= ?').run(documents.length - newest);
          const again = createSearchIndex(db, (_, message) => logged.push(message));
          const search = (each: string, most: number) => again.search(each, most).map((hit) => hit.answerId);
          do compare(search);
          while (again.catchUp(1));
          compare(search);
          expect(index.catchUp(1)).toBe(false);
          const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
          expect(count('beginnings')).toBe(count('words'));
          expect(logged).toEqual([]);
          db.close();
        },
      ),
      { numRuns: 150 },
    );
    expect(found).toBeGreaterThan(200);
  });
});

describe('a profile of the second schema', () => {
  const olderProfile = (count: number): string => {
    const folder = temporaryFolder();
    const profile = openProfile(folder);
    for (let number = 0; number < count; number += 1)
      answered(profile, `otter ${number} ${number % 7 === 3 ? 'quokka' : ''}`, `question ${number}`);
    profile.store.close();
    makeOlder(folder);
    return folder;
  };

  test('finds everything at once, and what is new comes first', () => {
    const folder = olderProfile(30);
    const profile = openProfile(folder);
    expect(textsOf(profile, 'ott')).toHaveLength(30);
    expect(textsOf(profile, 'quok')[0]).toBe('otter 24 quokka');
    answered(profile, 'a new quokka', 'another question');
    expect(textsOf(profile, 'quok', 2)).toEqual(['a new quokka', 'otter 24 quokka']);
    expect(textsOf(profile, 'quest')).toHaveLength(31);
    profile.store.close();
  });

  test('is brought over while Collate runs, goes on after an end in the middle, and keeps everything', () => {
    vi.useFakeTimers();
    try {
      const folder = olderProfile(10);
      const long = `walrus ${'sea '.repeat(30_000)}`;
      const first = openProfile(folder);
      for (let number = 0; number < 3; number += 1) answered(first, long, `long question ${number}`);
      first.store.close();
      makeOlder(folder);

      const second = openProfile(folder);
      vi.advanceTimersByTime(pauseMs);
      vi.advanceTimersByTime(pauseMs);
      second.store.close();
      const some = countIn(folder, 'beginnings');
      expect(some).toBeGreaterThan(0);
      expect(some).toBeLessThan(26);

      const third = openProfile(folder);
      expect(textsOf(third, 'ott')).toHaveLength(10);
      expect(vi.getTimerCount()).toBe(1);
      vi.runAllTimers();
      expect(vi.getTimerCount()).toBe(0);
      expect(textsOf(third, 'ott')).toHaveLength(10);
      expect(textsOf(third, 'walr se')).toHaveLength(3);
      expect(third.logged).toEqual([]);
      third.store.close();
      expect(countIn(folder, 'beginnings')).toBe(26);
      expect(countIn(folder, 'words')).toBe(26);
    } finally {
      vi.useRealTimers();
    }
  });

  test('forgets deleted chats in both indexes, and a row that cannot be read holds nothing up', () => {
    vi.useFakeTimers();
    try {
      const folder = olderProfile(3);
      const profile = openProfile(folder);
      const { chat } = answered(profile, 'to be deleted', 'delete me');
      vi.runAllTimers();
      profile.save({ type: 'chat-deleted', chatId: chat.id });
      profile.store.close();
      openProfile(folder).store.close();
      expect(countIn(folder, 'beginnings')).toBe(6);
      expect(countIn(folder, 'words')).toBe(6);

      makeOlder(folder);
      const db = new Database(join(folder, 'collate.db'));
      db.prepare("UPDATE answers SET body = '{' WHERE position = 2").run();
      db.close();
      const again = openProfile(folder);
      vi.runAllTimers();
      expect(again.logged.filter((line) => line.includes('A text cannot be read'))).toHaveLength(1);
      expect(textsOf(again, 'quest')).toHaveLength(3);
      again.store.close();
      expect(countIn(folder, 'beginnings')).toBe(6);
    } finally {
      vi.useRealTimers();
    }
  });
});
