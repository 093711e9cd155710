// Full-text search over prompts and answers: the word indexes and what is shown of a hit. Newest first: ranking would have to
// look at every match of a common word.
import type { Database } from 'better-sqlite3';
import type { SearchHit } from '../../../shared/api.ts';
import { type Answer, answerText, type Chat, type Turn } from '../../../shared/chat.ts';
import type { AnswerId, TurnId } from '../../../shared/id.ts';
import { fromBody } from './body.ts';
import { isPhraseRefusal } from './sqlite-error.ts';
import type { StoreOptions } from './store.ts';
import { type Phrase, phrasesOf, snippetOf, spreadWords } from './words.ts';

export interface SearchIndex {
  /** Makes a prompt findable. Once per turn; again does nothing. */
  addPrompt(turnId: TurnId, prompt: string): void;
  /** Makes the text of an ended answer findable. Once per answer; again does nothing. */
  addAnswer(turnId: TurnId, answer: Answer): void;
  /** Never throws; a query without a word finds nothing. */
  search(query: string, limit: number): SearchHit[];
  /**
   * Makes some more documents of an older schema quick to find, at least one and then no more than `length` characters. Returns whether
   * there are others. Until there are none, everything is found, but common beginnings of words take long.
   */
  catchUp(length: number): boolean;
}

/** Indexing takes about 30 ms per million characters and happens while others stream; what follows is not found. */
const maxIndexedLength = 1_000_000;

interface DocumentRow {
  turnBody: string;
  answerBody: string | null;
}

interface HitRow extends DocumentRow {
  chatBody: string;
}

type StoredTurn = Omit<Turn, 'answers'>;

/** Phrases hold letters, digits and marks only, so quoting them leaves no syntax to the user. */
const toMatch = (phrases: readonly Phrase[]): string =>
  phrases.map((phrase) => `"${phrase.join(' ')}"*`).join(' ');

const toHit = (row: HitRow, phrases: readonly Phrase[]): SearchHit => {
  const chat = JSON.parse(row.chatBody) as Chat;
  const turn = JSON.parse(row.turnBody) as StoredTurn;
  const place = { chatId: chat.id, chatTitle: chat.title, turnId: turn.id };
  if (row.answerBody === null)
    return { ...place, snippet: snippetOf(turn.prompt, phrases), at: turn.askedAt };
  const answer = JSON.parse(row.answerBody) as Answer;
  return {
    ...place,
    answerId: answer.id,
    modelLabel: answer.asked.modelLabel,
    snippet: snippetOf(answerText(answer), phrases),
    at: answer.timings.startedAt + (answer.timings.endedMs ?? answer.timings.lastContentMs ?? 0),
  };
};

/** Empty where the row cannot be read: then its text cannot be shown either. */
const textOf = ({ turnBody, answerBody }: DocumentRow, onBroken: (reason: string) => void): string => {
  if (answerBody === null) return fromBody<StoredTurn>(turnBody, onBroken)?.prompt ?? '';
  const answer = fromBody<Answer>(answerBody, onBroken);
  return answer === undefined ? '' : answerText(answer);
};

const toIndexed = (text: string): string => spreadWords(text.slice(0, maxIndexedLength));

export const createSearchIndex = (db: Database, log: StoreOptions['log']): SearchIndex => {
  const addDocument = db.prepare(
    'INSERT INTO documents (turn_id, answer_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const addWords = db.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
  const addBeginnings = db.prepare('INSERT INTO beginnings (rowid, text) VALUES (?, ?)');
  // CROSS JOIN keeps the index as the outer loop, which yields the newest first and stops at the limit.
  const findIn = (table: 'words' | 'beginnings') =>
    db.prepare<[string, number], HitRow>(
      `SELECT chats.body AS chatBody, turns.body AS turnBody, answers.body AS answerBody
       FROM ${table}
         CROSS JOIN documents ON documents.id = ${table}.rowid
         CROSS JOIN turns ON turns.id = documents.turn_id
         CROSS JOIN chats ON chats.id = turns.chat_id
         LEFT JOIN answers ON answers.id = documents.answer_id
       WHERE ${table} MATCH ? AND chats.is_deleted = 0
       ORDER BY ${table}.rowid DESC LIMIT ?`,
    );
  const findByWords = findIn('words');
  const findByBeginnings = findIn('beginnings');
  // All that is newer than the oldest of the beginnings is in them.
  const older = db.prepare<[], DocumentRow & { id: number }>(
    `SELECT documents.id AS id, turns.body AS turnBody, answers.body AS answerBody
     FROM documents
       CROSS JOIN turns ON turns.id = documents.turn_id
       LEFT JOIN answers ON answers.id = documents.answer_id
     WHERE documents.id < coalesce((SELECT rowid FROM beginnings ORDER BY rowid LIMIT 1), 9223372036854775807)
     ORDER BY documents.id DESC`,
  );
  const readOlder = (length: number): (DocumentRow & { id: number })[] => {
    const rows = [];
    let read = 0;
    for (const row of older.iterate()) {
      rows.push(row);
      read += (row.answerBody ?? row.turnBody).length;
      if (read > length) break;
    }
    return rows;
  };
  let isBehind = readOlder(0).length > 0;

  const add = (turnId: TurnId, answerId: AnswerId | null, text: string): void => {
    if (text === '') return;
    const { changes, lastInsertRowid } = addDocument.run(turnId, answerId);
    if (changes !== 1) return;
    const indexed = toIndexed(text);
    addWords.run(lastInsertRowid, indexed);
    addBeginnings.run(lastInsertRowid, indexed);
  };

  /** Undefined where the table of beginnings does not know all it is asked for. */
  const findQuickly = (phrases: readonly Phrase[], limit: number): HitRow[] | undefined => {
    if (phrases.some((phrase) => phrase.length > 1)) return undefined;
    try {
      const rows = findByBeginnings.all(toMatch(phrases), limit);
      return isBehind && rows.length < limit ? undefined : rows;
    } catch (error) {
      // One word to us and several to SQLite, which does without many a mark and the letters of younger scripts.
      if (isPhraseRefusal(error)) return undefined;
      throw error;
    }
  };

  const catchUp = db.transaction((length: number): void => {
    // In the order of their ids: going back makes SQLite write out what it has gathered.
    for (const row of readOlder(length).reverse())
      addBeginnings.run(
        row.id,
        toIndexed(textOf(row, (reason) => log('error', 'A text cannot be read', { reason }))),
      );
  });

  return {
    addPrompt: (turnId, prompt) => add(turnId, null, prompt),
    addAnswer: (turnId, answer) => add(turnId, answer.id, answerText(answer)),
    search: (query, limit) => {
      const phrases = phrasesOf(query);
      if (phrases.length === 0) return [];
      try {
        const rows = findQuickly(phrases, limit) ?? findByWords.all(toMatch(phrases), limit);
        return rows.map((row) => toHit(row, phrases));
      } catch (error) {
        // Never the query itself: it is the user's text.
        log('error', 'A search failed', { reason: error instanceof Error ? error.message : String(error) });
        return [];
      }
    },
    catchUp: (length) => {
      if (isBehind) catchUp.immediate(length);
      isBehind = readOlder(0).length > 0;
      return isBehind;
    },
  };
};
