// The rows of turns and answers: whole ones, and the tails of those still running.
import type { Database } from 'better-sqlite3';
import { type Answer, isRunning, type Turn } from '../../../shared/chat.ts';
import type { AnswerEvent } from '../../../shared/event.ts';
import type { AnswerId, ChatId, TurnId } from '../../../shared/id.ts';
import { fromBody, toBody } from './body.ts';
import type { StoreOptions } from './store.ts';
import { foldTail } from './tail.ts';

export interface TurnRows {
  writeTurn(chatId: ChatId, turn: Omit<Turn, 'answers'>): void;
  /** Replaces the answer and drops its tail. Returns whether it was first written as ended by this: once in its life. */
  writeAnswer(turnId: TurnId, answer: Answer): boolean;
  appendTail(answerId: AnswerId, events: AnswerEvent[]): void;
  /** In the order of arrival, tails folded in. */
  readTurns(chatId: ChatId): Turn[];
  readAnswer(answerId: AnswerId): Answer | undefined;
  /** Answers that were running when they were last written. */
  readRunning(): { turnId: TurnId; answer: Answer }[];
}

interface AnswerRow {
  id: AnswerId;
  turnId: TurnId;
  body: string;
}

export const createTurnRows = (db: Database, log: StoreOptions['log']): TurnRows => {
  const writeTurn = db.prepare(
    `INSERT INTO turns (id, chat_id, body) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
  );
  const writeAnswer = db.prepare(
    `INSERT INTO answers (id, turn_id, is_running, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET is_running = excluded.is_running, body = excluded.body`,
  );
  const readIsRunning = db.prepare<[string], number>('SELECT is_running FROM answers WHERE id = ?').pluck();
  const dropTail = db.prepare('DELETE FROM answer_tails WHERE answer_id = ?');
  const appendTail = db.prepare('INSERT INTO answer_tails (answer_id, events) VALUES (?, ?)');
  const readTurns = db.prepare<[string], { id: TurnId; body: string }>(
    'SELECT id, body FROM turns WHERE chat_id = ? ORDER BY position',
  );
  const columns = 'answers.id AS id, answers.turn_id AS turnId, answers.body AS body';
  const readAnswers = db.prepare<[string], AnswerRow>(
    `SELECT ${columns} FROM turns CROSS JOIN answers ON answers.turn_id = turns.id
     WHERE turns.chat_id = ? ORDER BY answers.position`,
  );
  const readAnswer = db.prepare<[string], AnswerRow>(`SELECT ${columns} FROM answers WHERE id = ?`);
  const readRunning = db.prepare<[], AnswerRow>(
    `SELECT ${columns} FROM answers WHERE is_running = 1 ORDER BY position`,
  );
  const readTail = db
    .prepare<[string], string>('SELECT events FROM answer_tails WHERE answer_id = ? ORDER BY position')
    .pluck();

  const broken = (what: string, id: string) => (reason: string) =>
    log('error', `${what} cannot be read`, { id, reason });

  const toAnswer = (row: AnswerRow): Answer | undefined => {
    const answer = fromBody<Answer>(row.body, broken('An answer', row.id));
    if (answer === undefined || !isRunning(answer)) return answer;
    return readTail
      .all(row.id)
      .reduce(
        (folded, events) =>
          foldTail(folded, fromBody<AnswerEvent[]>(events, broken('A piece of an answer', row.id)) ?? []),
        answer,
      );
  };

  return {
    writeTurn: (chatId, turn) => writeTurn.run(turn.id, chatId, toBody(turn)),
    writeAnswer: (turnId, answer) => {
      const hadEnded = readIsRunning.get(answer.id) === 0;
      writeAnswer.run(answer.id, turnId, isRunning(answer) ? 1 : 0, toBody(answer));
      dropTail.run(answer.id);
      return !hadEnded && !isRunning(answer);
    },
    appendTail: (answerId, events) => appendTail.run(answerId, toBody(events)),
    readTurns: (chatId) => {
      const answers = Map.groupBy(readAnswers.all(chatId), (row) => row.turnId);
      return readTurns.all(chatId).flatMap(({ id, body }) => {
        const turn = fromBody<Omit<Turn, 'answers'>>(body, broken('A turn', id));
        if (turn === undefined) return [];
        return [{ ...turn, answers: (answers.get(id) ?? []).flatMap((row) => toAnswer(row) ?? []) }];
      });
    },
    readAnswer: (answerId) => {
      const row = readAnswer.get(answerId);
      return row === undefined ? undefined : toAnswer(row);
    },
    readRunning: () =>
      readRunning.all().flatMap((row) => {
        const answer = toAnswer(row);
        return answer === undefined ? [] : [{ turnId: row.turnId, answer }];
      }),
  };
};
