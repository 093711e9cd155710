// Full-text search over prompts and answers: the word index and what is shown of a hit. Newest first: ranking would have to
// look at every match of a common word.
import type { Database } from 'better-sqlite3';
import type { SearchHit } from '../../../shared/api.ts';
import { type Answer, answerText, type Chat, type Turn } from '../../../shared/chat.ts';
import type { AnswerId, TurnId } from '../../../shared/id.ts';
import type { StoreOptions } from './store.ts';
import { type Phrase, phrasesOf, snippetOf, spreadWords } from './words.ts';

export interface SearchIndex {
  /** Makes a prompt findable. Once per turn; again does nothing. */
  addPrompt(turnId: TurnId, prompt: string): void;
  /** Makes the text of an ended answer findable. Once per answer; again does nothing. */
  addAnswer(turnId: TurnId, answer: Answer): void;
  /** Never throws; a query without a word finds nothing. */
  search(query: string, limit: number): SearchHit[];
}

/** Indexing takes about 30 ms per million characters and happens while others stream; what follows is not found. */
const maxIndexedLength = 1_000_000;

interface HitRow {
  chatBody: string;
  turnBody: string;
  answerBody: string | null;
}

/** Phrases hold letters, digits and marks only, so quoting them leaves no syntax to the user. */
const toMatch = (phrases: readonly Phrase[]): string =>
  phrases.map((phrase) => `"${phrase.join(' ')}"*`).join(' ');

const toHit = (row: HitRow, phrases: readonly Phrase[]): SearchHit => {
  const chat = JSON.parse(row.chatBody) as Chat;
  const turn = JSON.parse(row.turnBody) as Omit<Turn, 'answers'>;
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

export const createSearchIndex = (db: Database, log: StoreOptions['log']): SearchIndex => {
  const addDocument = db.prepare(
    'INSERT INTO documents (turn_id, answer_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const addWords = db.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
  // CROSS JOIN keeps the index as the outer loop, which yields the newest first and stops at the limit.
  const find = db.prepare<[string, number], HitRow>(
    `SELECT chats.body AS chatBody, turns.body AS turnBody, answers.body AS answerBody
     FROM words
       CROSS JOIN documents ON documents.id = words.rowid
       CROSS JOIN turns ON turns.id = documents.turn_id
       CROSS JOIN chats ON chats.id = turns.chat_id
       LEFT JOIN answers ON answers.id = documents.answer_id
     WHERE words MATCH ? AND chats.is_deleted = 0
     ORDER BY words.rowid DESC LIMIT ?`,
  );
  const add = (turnId: TurnId, answerId: AnswerId | null, text: string): void => {
    if (text === '') return;
    const { changes, lastInsertRowid } = addDocument.run(turnId, answerId);
    if (changes === 1) addWords.run(lastInsertRowid, spreadWords(text.slice(0, maxIndexedLength)));
  };
  return {
    addPrompt: (turnId, prompt) => add(turnId, null, prompt),
    addAnswer: (turnId, answer) => add(turnId, answer.id, answerText(answer)),
    search: (query, limit) => {
      const phrases = phrasesOf(query);
      if (phrases.length === 0) return [];
      try {
        return find.all(toMatch(phrases), limit).map((row) => toHit(row, phrases));
      } catch (error) {
        // Never the query itself: it is the user's text.
        log('error', 'A search failed', { reason: error instanceof Error ? error.message : String(error) });
        return [];
      }
    },
  };
};
